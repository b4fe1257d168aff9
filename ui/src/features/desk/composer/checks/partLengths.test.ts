import { mockIPC } from "@tauri-apps/api/mocks";
import { expect, it } from "vitest";
import type { ReplyCheck } from "../../../../ipc";
import { quietCheck } from "../../../../test/fakeChecks";
import { held, refusal } from "../../../../test/fakeLibrary";
import { PartLengths } from "./partLengths.svelte";

const counted = (text: string) => quietCheck(text, { length: text.length });

it("counts each part once, and leaves out what could not be counted", async () => {
  const asked: unknown[] = [];
  mockIPC((_, args) => {
    const { text } = args as { text: string };
    asked.push(text);
    if (text === "bad") throw refusal("busy", "not now");
    return counted(text);
  });
  const lengths = new PartLengths();
  await lengths.count("c1", ["one", "bad"]);
  await lengths.count("c1", ["one", "three"]);
  expect(asked).toEqual(["one", "bad", "three"]);
  expect(["one", "bad", "three"].map((part) => lengths.of(part))).toEqual([
    3,
    undefined,
    5,
  ]);
});

it("drops counts that come when there are other parts", async () => {
  const slow = held<ReplyCheck>();
  mockIPC((_, args) => {
    const { text } = args as { text: string };
    return text === "late" ? slow.promise : counted(text);
  });
  const lengths = new PartLengths();
  const first = lengths.count("c1", ["late"]);
  await lengths.count("c1", ["newer"]);
  slow.resolve(counted("late"));
  await first;
  expect(lengths.of("newer")).toBe(5);
});
