import { beforeEach, describe, expect, it } from "vitest";
import type { ImpactView, RuleInput, Work } from "../../ipc";
import { answering, held, refusal } from "../../test/fakeLibrary";
import { ImpactState } from "./impactState.svelte";
import { LibraryCheckState } from "./libraryCheckState.svelte";
import { LongWork } from "./longWork.svelte";

const rule = (name: string): RuleInput => ({
  name,
  level: "error",
  channels: [],
  locales: [],
  teams: [],
});
const view = (answersFlagged: number): ImpactView => ({
  answers: 6,
  answersFlagged,
  replies: 0,
  repliesFlagged: 0,
  examples: [],
  off: [],
});

let running: { reject: () => void }[];
let work: LongWork;
let cancels: Work[];

beforeEach(() => {
  running = [];
  cancels = [];
  work = new LongWork();
  const begin = () =>
    new Promise((_, reject) =>
      running.push({ reject: () => reject(refusal("cancelled", "cancelled")) }),
    );
  answering({
    guide_impact: begin,
    lint_library: begin,
    cancel_work: ({ work }: { work: Work }) => {
      cancels.push(work);
      running.at(-1)?.reject();
      return null;
    },
  });
});

describe("long work of the room", () => {
  it("shows how far it is, and stops when it is cancelled", async () => {
    const impact = new ImpactState(work);
    const asked = impact.ask(rule("A.B"));
    await expect.poll(() => impact.running).toBe(true);
    work.advance({ task: "lint", done: 3, total: 9 });
    work.advance({ task: "import", done: 1, total: 2 });
    expect(work.progress?.done).toBe(3);
    await work.cancel();
    await asked;
    expect(impact.running).toBe(false);
    expect(impact.view).toBeNull();
    expect(impact.error, "who cancels knows").toBeNull();
  });

  it("ends one before another begins, and cancels nothing else", async () => {
    const impact = new ImpactState(work);
    const check = new LibraryCheckState(work);
    const asked = impact.ask(rule("A.B"));
    await expect.poll(() => running.length).toBe(1);
    const checking = check.run();
    await expect.poll(() => running.length).toBe(2);
    expect(cancels, "that one and nothing else").toEqual(["impact"]);
    await asked;
    expect(check.running).toBe(true);
    await work.cancel();
    await checking;
  });

  it("shows of two rules asked for in a row the second alone", async () => {
    const first = held<ImpactView>();
    const answers = [first.promise, Promise.resolve(view(2))];
    answering({
      guide_impact: () => answers.shift(),
      cancel_work: () => {
        first.resolve(view(1));
        return null;
      },
    });
    const impact = new ImpactState(work);
    const asked = [impact.ask(rule("A.First"))];
    await expect.poll(() => answers.length).toBe(1);
    asked.push(impact.ask(rule("A.Second")));
    await Promise.all(asked);
    expect(impact.rule?.name).toBe("A.Second");
    expect(impact.view?.answersFlagged).toBe(2);
    expect(impact.isOf(rule("A.First"))).toBe(false);
  });

  it("lists the gravest first", async () => {
    const row = (id: string, counts: [number, number, number]) => ({
      id,
      title: id,
      counts,
      findings: [],
      body: "",
    });
    const rows = [
      row("hints", [0, 0, 9]),
      row("warned", [0, 3, 0]),
      row("wrong", [1, 0, 0]),
      row("worse", [1, 2, 0]),
    ];
    answering({ lint_library: () => rows });
    const check = new LibraryCheckState(work);
    await check.run();
    expect(check.rows?.map(({ id }) => id)).toEqual([
      "worse",
      "wrong",
      "warned",
      "hints",
    ]);
    expect(check.counts).toEqual([2, 5, 9]);
  });
});
