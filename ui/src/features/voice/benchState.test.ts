import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GuideTrial } from "../../ipc";
import { answering, held, refusal } from "../../test/fakeLibrary";
import { BenchState, TRY_AFTER_MS } from "./benchState.svelte";

const trial = (score: number): GuideTrial => ({
  findings: [],
  score: { score, deductions: [] },
  off: [],
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the bench", () => {
  it("tries the text once when typing rests", async () => {
    const tried: unknown[] = [];
    answering({
      try_guide: (args: { text: string }) => {
        tried.push(args.text);
        return trial(90);
      },
    });
    const bench = new BenchState();
    for (const text of ["H", "He", "Hey"]) bench.edited(text, null);
    await vi.advanceTimersByTimeAsync(TRY_AFTER_MS);
    expect(tried).toEqual(["Hey"]);
    expect(bench.trial?.score.score).toBe(90);
  });

  it("drops what was found in an older text", async () => {
    const late = held<GuideTrial>();
    const answers = [late.promise, Promise.resolve(trial(70))];
    answering({ try_guide: () => answers.shift() });
    const bench = new BenchState();
    bench.edited("old", null);
    await vi.advanceTimersByTimeAsync(TRY_AFTER_MS);
    bench.edited("new", null);
    await vi.advanceTimersByTimeAsync(TRY_AFTER_MS);
    late.resolve(trial(10));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.trial?.score.score).toBe(70);
  });

  it("puts no remedy into a text that it was not made for", () => {
    answering({ try_guide: () => trial(90) });
    const bench = new BenchState();
    const replace = vi.fn();
    bench.editor = { show: vi.fn(), replace, focus: vi.fn() };
    bench.edited("typed on", null);
    bench.mend({ span: { from: 0, to: 3 }, text: "x" });
    expect(replace).not.toHaveBeenCalled();
  });

  it("says why a text could not be tried, and forgets that for an empty one", async () => {
    answering({
      try_guide: () => {
        throw refusal("busy", "another program writes");
      },
    });
    const bench = new BenchState();
    bench.edited("text", null);
    await vi.advanceTimersByTimeAsync(TRY_AFTER_MS);
    expect(bench.error?.code).toBe("busy");
    bench.edited(" ", null);
    expect(bench.error).toBeNull();
  });
});
