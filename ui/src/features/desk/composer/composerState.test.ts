import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Insertion, ReplyCheck } from "../../../ipc";
import { quietCheck } from "../../../test/fakeChecks";
import { held, refusal } from "../../../test/fakeLibrary";
import type { CheckPort } from "./checks/checkPort";
import { ComposerState, type Editor } from "./composerState.svelte";

type Args = Record<string, unknown>;
let calls: { name: string; args: Args }[] = [];
let answers: Record<string, (args: Args) => unknown> = {};

function check(
  text: string,
  verdict: ReplyCheck["verdict"] = "ready",
): ReplyCheck {
  return quietCheck(text, {
    length: text.length,
    limit: 280,
    verdict,
    reason: null,
  });
}

function insertion(text: string): Insertion {
  return {
    text,
    fields: [],
    choices: [],
    cursor: null,
    answer: { id: "refund", revision: 3 },
  };
}

function editor() {
  return {
    insert: vi.fn<Editor["insert"]>(),
    insertAll: vi.fn<Editor["insertAll"]>(),
    focus: vi.fn<Editor["focus"]>(),
    choose: vi.fn<Editor["choose"]>(),
    show: vi.fn<Editor["show"]>(),
    checks: {
      mark: vi.fn<CheckPort["mark"]>(),
      reveal: vi.fn<CheckPort["reveal"]>(),
      step: vi.fn<CheckPort["step"]>(),
      mendable: vi.fn<CheckPort["mendable"]>(),
      mend: vi.fn<CheckPort["mend"]>(),
      rewrite: vi.fn<CheckPort["rewrite"]>(),
      trace: vi.fn<CheckPort["trace"]>(),
      anchor: vi.fn<CheckPort["anchor"]>(),
    },
  };
}

const saves = () =>
  calls
    .filter((call) => call.name === "save_draft")
    .map((call) => call.args["text"]);

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  answers = {
    check_reply: ({ text }) =>
      check(String(text), text === "" ? "empty" : "ready"),
    save_draft: () => null,
    send_reply: ({ text }) => ({
      replyId: "r1",
      text,
      undoMs: 10_000,
      next: null,
    }),
    insert_answer: () => insertion("Refunds take 5 days."),
    copy_reply: ({ text }) => text,
  };
  mockIPC((name, args) => {
    calls.push({ name, args: args as Args });
    return answers[name]?.(args as Args);
  });
});
afterEach(() => void vi.useRealTimers());

describe("checking", () => {
  it("checks once the agent pauses, and ignores an answer about an earlier text", async () => {
    const composer = new ComposerState("c1", null);
    await vi.runAllTimersAsync();
    const slow = held<ReplyCheck>();
    answers["check_reply"] = ({ text }) =>
      text === "one" ? slow.promise : check(String(text));
    composer.edited("one", []);
    await vi.advanceTimersByTimeAsync(60);
    composer.edited("one two", []);
    await vi.advanceTimersByTimeAsync(60);
    slow.resolve(check("one", "blocked"));
    await vi.advanceTimersByTimeAsync(0);
    expect(composer.check?.plainText).toBe("one two");
    expect(composer.verdict).toBe("ready");
  });
});

it("never takes an older check for that of a text that could not be checked", async () => {
  const composer = new ComposerState("c1", null);
  composer.edited("one", []);
  await vi.runAllTimersAsync();
  answers["check_reply"] = () => {
    throw refusal("busy", "the index is being rebuilt");
  };
  composer.edited("one two", []);
  await vi.runAllTimersAsync();
  expect(await composer.send()).toBeNull();
  expect(calls.some((call) => call.name === "send_reply")).toBe(false);
});

describe("drafts", () => {
  it("saves what was typed within 300 ms, once", async () => {
    const composer = new ComposerState("c1", null);
    composer.edited("H", []);
    composer.edited("Hi", [{ id: "refund", revision: 3 }]);
    await vi.advanceTimersByTimeAsync(300);
    expect(saves()).toEqual(["Hi"]);
    expect(composer.saved).toBe("saved");
    await composer.flush();
    expect(saves(), "nothing new to save").toEqual(["Hi"]);
  });

  it("saves at once when it is closed, and nothing afterwards", async () => {
    const composer = new ComposerState("c1", null);
    composer.edited("half a sen", []);
    await composer.close();
    expect(saves()).toEqual(["half a sen"]);
    composer.edited("too late", []);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves()).toEqual(["half a sen"]);
  });

  it("says that a draft could not be saved, and tries again with the next letter", async () => {
    answers["save_draft"] = () => {
      throw refusal("full", "the disk is full");
    };
    const composer = new ComposerState("c1", null);
    composer.edited("Hi", []);
    await vi.advanceTimersByTimeAsync(300);
    expect(composer.saved).toBe("failed");
    expect(composer.problem?.message).toBe("the disk is full");
    answers["save_draft"] = () => null;
    composer.edited("Hi!", []);
    await vi.advanceTimersByTimeAsync(300);
    expect(composer.saved).toBe("saved");
  });

  it("removes the draft when the text is deleted, and its answers with it", async () => {
    const composer = new ComposerState("c1", {
      text: "Hi",
      answers: [{ id: "refund", revision: 3 }],
      savedAt: "2026-11-21T10:00:00Z",
    });
    composer.edited("", [{ id: "refund", revision: 3 }]);
    await vi.advanceTimersByTimeAsync(300);
    expect(
      calls.find((call) => call.name === "save_draft")?.args,
    ).toMatchObject({ text: "", answers: [] });
  });
});

describe("inserting", () => {
  it("replaces the typed word only if nothing was typed meanwhile", async () => {
    const composer = new ComposerState("c1", null);
    const shown = editor();
    composer.editor = shown;
    composer.edited("see /ref", []);
    await composer.insert("refund", { from: 4, to: 8 });
    expect(shown.insert).toHaveBeenLastCalledWith(
      insertion("Refunds take 5 days."),
      { from: 4, to: 8 },
    );

    const slow = held<Insertion>();
    answers["insert_answer"] = () => slow.promise;
    const late = composer.insert("refund", { from: 4, to: 8 });
    composer.edited("see /refund", []);
    slow.resolve(insertion("x"));
    await late;
    expect(shown.insert).toHaveBeenLastCalledWith(insertion("x"), undefined);
  });

  it("puts nothing into a reply that was left meanwhile", async () => {
    const composer = new ComposerState("c1", null);
    const left = editor();
    composer.editor = left;
    const slow = held<Insertion>();
    answers["insert_answer"] = () => slow.promise;
    const late = composer.insert("refund");
    composer.editor = null;
    slow.resolve(insertion("x"));
    expect(await late).toBe(false);
    expect(left.insert).not.toHaveBeenCalled();
  });
});

describe("what only the customer may read", () => {
  it("is kept beside the draft, added to, and let go when dismissed", async () => {
    answers["check_reply"] = ({ text }) => ({
      ...check(String(text)),
      moved: { public: "Hi.", private: "Mail a@b.example." },
    });
    const keep = vi.fn();
    const kept = { text: "From before.", keep };
    const composer = new ComposerState("c1", null, kept);
    composer.editor = editor();
    composer.edited("Hi. Mail a@b.example.", []);
    await composer.review.moveToPrivate();
    expect(keep).toHaveBeenLastCalledWith("From before.\n\nMail a@b.example.");
    composer.review.dismissPrivate();
    expect(keep).toHaveBeenLastCalledWith("");
    expect(composer.review.privateText).toBe("");
  });
});

describe("sending", () => {
  it("goes to the unfilled field instead of sending", async () => {
    answers["check_reply"] = ({ text }) => ({
      ...check(String(text), "blocked"),
      reason: "fill in bill.date",
      unfilled: [{ name: "bill.date", span: { from: 3, to: 16 }, value: null }],
    });
    const composer = new ComposerState("c1", null);
    const shown = editor();
    composer.editor = shown;
    composer.edited("on {{bill.date}}", []);
    expect(await composer.send()).toBeNull();
    expect(shown.show).toHaveBeenCalledWith({ from: 3, to: 16 });
    expect(calls.some((call) => call.name === "send_reply")).toBe(false);
  });

  it("checks the text as it is before it sends, and never saves it as a draft again", async () => {
    const composer = new ComposerState("c1", null);
    composer.edited("Thanks!", [{ id: "refund", revision: 3 }]);
    const sent = await composer.send();
    expect(sent?.replyId).toBe("r1");
    await composer.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves()).toEqual([]);
    expect(
      calls.findLast((call) => call.name === "send_reply")?.args,
    ).toMatchObject({
      text: "Thanks!",
      answers: [{ id: "refund", revision: 3 }],
    });
  });

  it("sends once however often it is asked", async () => {
    const composer = new ComposerState("c1", null);
    composer.edited("Thanks!", []);
    await Promise.all([composer.send(), composer.send()]);
    expect(calls.filter((call) => call.name === "send_reply")).toHaveLength(1);
  });

  it("keeps the text and saves it when sending fails", async () => {
    answers["send_reply"] = () => {
      throw refusal("busy", "another program holds the lock");
    };
    const composer = new ComposerState("c1", null);
    composer.edited("Thanks!", []);
    expect(await composer.send()).toBeNull();
    await vi.runAllTimersAsync();
    expect(composer.problem?.code).toBe("busy");
    expect(saves()).toEqual(["Thanks!"]);
  });
});
