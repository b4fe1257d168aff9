import { redo, undo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { afterEach, describe, expect, it, vi } from "vitest";
import type {
  FindingView,
  ReplyCheck,
  SentenceView,
  UsedAnswer,
} from "../../../../ipc";
import { quietCheck } from "../../../../test/fakeChecks";
import { showReply } from "../replyEditor";

let view: EditorView;
const onedit = vi.fn<(text: string, answers: readonly UsedAnswer[]) => void>();
const onfinding = vi.fn<(finding: FindingView | null) => void>();
const onleave = vi.fn();
const drawFindings = vi.fn(
  (parent: HTMLElement, findings: readonly FindingView[]) => {
    parent.textContent = findings.map((one) => one.message).join();
    return () => undefined;
  },
);

function open(text: string) {
  view = new EditorView({ parent: document.body });
  return showReply(view, {
    text,
    answers: [],
    label: "Reply",
    placeholder: "Write",
    describedBy: "status",
    search: {
      find: () => Promise.resolve([]),
      choose: vi.fn(),
      none: "nothing found",
      noText: "no text",
    },
    drawFindings,
    onedit,
    onblur: vi.fn(),
    onfinding,
    onchoice: vi.fn(),
    onleave,
    onpast: vi.fn(),
  });
}

/** A finding at the first `word` of `text`, mended by each of `fixes`. */
function at(
  text: string,
  word: string,
  change: Partial<FindingView> & { mends?: string[] } = {},
): FindingView {
  const from = text.indexOf(word);
  const span = { from, to: from + word.length };
  const { mends = [], ...rest } = change;
  return {
    kind: "voice",
    rule: "Reply.Test",
    severity: "warning",
    blocks: false,
    span,
    message: `about ${word}`,
    reason: null,
    link: null,
    fixes: mends.map((text) => ({ span, text })),
    ...rest,
  };
}

const TEXT = "We guarantee it ASAP, sorry sorry.";
const promise = at(TEXT, "guarantee", { severity: "error", mends: ["expect"] });
const jargon = at(TEXT, "ASAP", { mends: ["soon", "today"] });
const twice = at(TEXT, "sorry sorry", {
  severity: "suggestion",
  mends: ["sorry"],
});

function check(
  text: string,
  findings: FindingView[],
  change: Partial<ReplyCheck> = {},
): ReplyCheck {
  return quietCheck(text, { findings, ...change });
}
function openChecked() {
  const port = open(TEXT);
  port.checks.mark(check(TEXT, [promise, jargon, twice]), TEXT);
  return port;
}
function type(text: string, from: number, to = from) {
  view.dispatch({
    changes: { from, to, insert: text },
    userEvent: "input.type",
  });
}
function cursor(at: number) {
  view.dispatch({ selection: EditorSelection.cursor(at) });
}
const doc = () => view.state.doc.toString();
const selected = () => {
  const { from, to } = view.state.selection.main;
  return view.state.sliceDoc(from, to);
};
const marked = (name = "finding") =>
  [...view.contentDOM.querySelectorAll(`.cm-${name}`)].map(
    (mark) => mark.textContent,
  );
const card = () => document.querySelector(".cm-tooltip-hover")?.textContent;
const pressEscape = () =>
  runScopeHandlers(
    view,
    new KeyboardEvent("keydown", { key: "Escape" }),
    "editor",
  );

afterEach(() => {
  view.destroy();
  vi.clearAllMocks();
});

describe("underlines", () => {
  it("appear where findings are, told apart by class and by a shape at the end", () => {
    openChecked();
    expect(marked()).toEqual(["guarantee", "ASAP", "sorry sorry"]);
    expect(marked("finding.cm-error")).toEqual(["guarantee"]);
    expect(marked("finding.cm-suggestion")).toEqual(["sorry sorry"]);
    expect(marked("finding-end"), "one shape a finding").toEqual([
      "e",
      "P",
      "y",
    ]);
  });

  it("move with the text while it is written, and their elements stay", () => {
    openChecked();
    const before = view.contentDOM.querySelector(".cm-finding");
    type("Hi! ", 0);
    expect(marked()).toEqual(["guarantee", "ASAP", "sorry sorry"]);
    expect(view.contentDOM.querySelector(".cm-finding")).toBe(before);
  });

  it("are not drawn anew by a check that found the same", () => {
    const port = openChecked();
    const before = [...view.contentDOM.querySelectorAll(".cm-finding")];
    type("!", TEXT.length);
    const now = `${TEXT}!`;
    const same = [
      at(now, "guarantee", { severity: "error" }),
      at(now, "ASAP"),
      at(now, "sorry sorry", { severity: "suggestion" }),
    ];
    port.checks.mark(check(now, same), now);
    expect([...view.contentDOM.querySelectorAll(".cm-finding")]).toEqual(
      before,
    );
  });

  it("are not those of a check of another text", () => {
    const port = open("one two");
    port.checks.mark(check("one", [at("one", "one")]), "one");
    port.checks.mark(check("two one", [at("two one", "two")]), "two one");
    expect(marked()).toEqual([]);
  });

  it("go with their words", () => {
    openChecked();
    type("", 0, TEXT.indexOf("ASAP"));
    expect(marked()).toEqual(["ASAP", "sorry sorry"]);
    type("", 0, doc().length);
    expect(marked()).toEqual([]);
  });

  it("show a place between letters at a letter, whole signs only, and none in an empty reply", () => {
    const text = "Hi 🙌🏽";
    const port = open(text);
    const end = { from: text.length, to: text.length };
    port.checks.mark(check(text, [at(text, "Hi", { span: end })]), text);
    expect(marked()).toEqual(["🙌🏽"]);
    expect(marked("finding-end")).toEqual(["🙌🏽"]);
    const empty = open("");
    empty.checks.mark(
      check("", [at("", "", { span: { from: 0, to: 0 } })]),
      "",
    );
    expect(marked()).toEqual([]);
  });

  it("stand whatever places a check names", () => {
    const port = open("short");
    const wild = [
      at("short", "short", { span: { from: 3, to: 999 } }),
      at("short", "short", { span: { from: 500, to: 999 } }),
      at("short", "short", { span: { from: 4, to: 2 } }),
    ];
    port.checks.mark(
      check("short", wild, { over: { from: 2, to: 999 } }),
      "short",
    );
    expect(marked("over").join("")).toBe("ort");
  });

  it("mark what is over the limit, and the mark moves with the text", () => {
    const text = "fits. too long";
    const port = open(text);
    port.checks.mark(
      check(text, [], { over: { from: 6, to: text.length } }),
      text,
    );
    type("x", 0);
    expect(marked("over")).toEqual(["too long"]);
  });
});

describe("going from finding to finding", () => {
  it("goes on, back and around the end, and opens the card", () => {
    const { checks } = openChecked();
    expect(checks.step(false)).toBe(promise);
    expect(selected()).toBe("guarantee");
    expect(card()).toBe("about guarantee");
    expect(checks.step(false)).toBe(jargon);
    expect(checks.step(false)).toBe(twice);
    expect(checks.step(false)).toBe(promise);
    expect(checks.step(true)).toBe(twice);
    expect(checks.step(true)).toBe(jargon);
    expect(card()).toBe("about ASAP");
  });

  it("begins with the one that the cursor is in", () => {
    const { checks } = openChecked();
    cursor(TEXT.indexOf("ASAP") + 2);
    expect(checks.step(false)).toBe(jargon);
    cursor(TEXT.indexOf("ASAP") + 2);
    expect(checks.step(true)).toBe(jargon);
  });

  it("reaches findings in one another, and those without a letter of their own", () => {
    const inner = at(TEXT, "guarantee it ASAP");
    const point = at(TEXT, "", { span: { from: 3, to: 3 }, message: "point" });
    const { checks } = open(TEXT);
    checks.mark(check(TEXT, [promise, inner, jargon, point]), TEXT);
    const seen = [1, 2, 3, 4].map(() => checks.step(false)?.message);
    expect(new Set(seen).size, "each once").toBe(4);
  });

  it("tells which finding the cursor is in, the gravest of several", () => {
    const outer = at(TEXT, "guarantee it");
    const { checks } = open(TEXT);
    checks.mark(check(TEXT, [outer, promise]), TEXT);
    cursor(5);
    expect(onfinding).toHaveBeenLastCalledWith(promise);
    cursor(0);
    expect(onfinding).toHaveBeenLastCalledWith(null);
  });

  it("closes the card with Escape before it leaves the reply, and with the next move", () => {
    const { checks } = openChecked();
    checks.step(false);
    expect(pressEscape()).toBe(true);
    expect(card()).toBeUndefined();
    expect(onleave).not.toHaveBeenCalled();
    pressEscape();
    expect(onleave).toHaveBeenCalledOnce();
    checks.step(false);
    cursor(0);
    expect(card()).toBeUndefined();
  });

  it("finds its place after edits, and nothing where the words are gone", () => {
    const { checks } = openChecked();
    type("Hello. ", 0);
    expect(checks.reveal(jargon)).toBe(true);
    expect(selected()).toBe("ASAP");
    type("", 0, doc().length);
    expect(checks.reveal(jargon)).toBe(false);
    expect(checks.step(false)).toBeNull();
  });
});

describe("fixes", () => {
  const fix = (finding: FindingView, index = 0) => {
    const found = finding.fixes[index];
    if (!found) throw new Error("it has a fix");
    return found;
  };

  it("mend, take the underline away at once, and one undo takes them back", () => {
    const { checks } = openChecked();
    type("x", TEXT.length);
    expect(checks.mend(promise, fix(promise))).toBe(true);
    expect(doc()).toBe("We expect it ASAP, sorry sorry.x");
    expect(marked()).toEqual(["ASAP", "sorry sorry"]);
    type("y", "We expect".length);
    undo(view);
    expect(doc()).toBe("We expect it ASAP, sorry sorry.x");
    undo(view);
    expect(doc()).toBe(`${TEXT}x`);
    redo(view);
    expect(doc()).toBe("We expect it ASAP, sorry sorry.x");
  });

  it("leave the cursor where it is, or behind what they put in", () => {
    const { checks } = openChecked();
    cursor(TEXT.length);
    checks.mend(jargon, fix(jargon));
    expect(view.state.selection.main.head).toBe(doc().length);
    cursor(5);
    checks.mend(promise, fix(promise));
    expect(view.state.selection.main.head).toBe("We expect".length);
  });

  it("never replace words that were written since", () => {
    const { checks } = openChecked();
    type("d", TEXT.indexOf("guarantee") + "guarantee".length);
    expect(checks.mend(promise, fix(promise))).toBe(false);
    expect(doc()).toContain("guaranteed");
    expect(checks.mend(jargon, fix(jargon)), "others still work").toBe(true);
  });

  it("are those of the finding at the cursor, else the next, else the nearest before", () => {
    const { checks } = openChecked();
    cursor(TEXT.indexOf("ASAP") + 1);
    expect(checks.mendable()).toBe(jargon);
    cursor(0);
    expect(checks.mendable()).toBe(promise);
    cursor(TEXT.length);
    expect(checks.mendable()).toBe(twice);
  });

  it("pass over findings that nothing mends", () => {
    const { checks } = open(TEXT);
    checks.mark(check(TEXT, [at(TEXT, "guarantee"), jargon]), TEXT);
    cursor(5);
    expect(checks.mendable()).toBe(jargon);
  });
});

describe("rewriting", () => {
  const spans = (text: string) =>
    [...text.matchAll(/[^ .][^.]*\./g)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    }));

  it("is one step of undo and keeps the answers of what stays", () => {
    const port = open("");
    const answer = { id: "refund", revision: 1 };
    port.insert({
      text: "It takes 5 days. ",
      fields: [],
      choices: [],
      cursor: null,
      answer,
    });
    const before = `${doc()}Your mail is a@b.example. Bye.`;
    type("Your mail is a@b.example. Bye.", doc().length);
    const after = "It takes 5 days. Bye. Please write to us.";
    port.checks.rewrite(after, spans(before));
    expect(doc()).toBe(after);
    expect(onedit.mock.lastCall?.[1]).toEqual([answer]);
    undo(view);
    expect(doc()).toBe(before);
  });
});

describe("where sentences come from", () => {
  it("is marked only while somebody asks, and moves with the text", () => {
    const text = "As approved. My words.";
    const sentence = (from: number, to: number, state: SentenceView["state"]) =>
      ({
        span: { from, to },
        state,
        answerId: null,
        answerTitle: null,
        diff: [],
        claims: [],
      }) satisfies SentenceView;
    const sentences = [sentence(0, 12, "verbatim"), sentence(13, 22, "own")];
    const { checks } = open(text);
    checks.mark(check(text, [], { sentences }), text);
    expect(marked("from-verbatim")).toEqual([]);
    checks.trace(sentences[1] ?? null);
    expect(marked("from-verbatim")).toEqual(["As approved."]);
    expect(marked("traced")).toEqual(["My words."]);
    type("x", 0);
    expect(marked("from-verbatim")).toEqual(["As approved."]);
    checks.trace(null);
    expect(marked("from-verbatim")).toEqual([]);
    expect(marked("traced")).toEqual([]);
  });
});
