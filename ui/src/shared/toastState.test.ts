import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ToastState } from "./toastState.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("counts an undo down and takes it away at the end", () => {
  const toasts = new ToastState();
  const undo = vi.fn();
  toasts.show({
    message: "Sent",
    seconds: 10,
    action: { label: "Undo", run: undo },
  });
  vi.advanceTimersByTime(3000);
  expect(toasts.list[0]?.secondsLeft).toBe(7);
  vi.advanceTimersByTime(7000);
  expect(toasts.list).toEqual([]);
  expect(undo).not.toHaveBeenCalled();
});

it("runs the action once and closes", () => {
  const toasts = new ToastState();
  const undo = vi.fn();
  toasts.show({ message: "Sent", action: { label: "Undo", run: undo } });
  const id = toasts.list[0]?.id ?? 0;
  toasts.act(id);
  toasts.act(id);
  expect(undo).toHaveBeenCalledOnce();
  expect(toasts.list).toEqual([]);
});

it("keeps errors until they are closed, each once", () => {
  const toasts = new ToastState();
  toasts.error({ code: "full", message: "the disk is full" });
  toasts.error({ code: "full", message: "the disk is full" });
  vi.advanceTimersByTime(60_000);
  expect(toasts.list.map((toast) => toast.message)).toEqual([
    "The disk is full",
  ]);
});
