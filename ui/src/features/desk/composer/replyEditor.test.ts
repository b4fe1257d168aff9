import { undo, redo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Insertion, UsedAnswer } from "../../../ipc";
import { unfilledSpans } from "./fields";
import { showReply } from "./replyEditor";
import { nextStop } from "./stops";

const REFUND: UsedAnswer = { id: "refund", revision: 3 };
let view: EditorView;
const onedit = vi.fn<(text: string, answers: readonly UsedAnswer[]) => void>();
const onpast = vi.fn();
const onleave = vi.fn();

function open(text: string, answers: readonly UsedAnswer[] = []) {
  view = new EditorView({ parent: document.body });
  return showReply(view, {
    text,
    answers,
    label: "Reply",
    placeholder: "Write",
    describedBy: "status",
    search: {
      find: () => Promise.resolve([]),
      choose: vi.fn(),
      none: "nothing found",
      noText: "no text",
    },
    drawFindings: () => vi.fn(),
    onedit,
    onblur: vi.fn(),
    onfinding: vi.fn(),
    onchoice: vi.fn(),
    onleave,
    onpast,
  });
}
function cursor(at: number, to = at) {
  view.dispatch({ selection: EditorSelection.range(at, to) });
}
function type(text: string) {
  const { from, to } = view.state.selection.main;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.type",
  });
}
function press(key: string, more: KeyboardEventInit = {}) {
  return runScopeHandlers(
    view,
    new KeyboardEvent("keydown", { key, ...more }),
    "editor",
  );
}
const doc = () => view.state.doc.toString();
const selected = () =>
  view.state.sliceDoc(
    view.state.selection.main.from,
    view.state.selection.main.to,
  );
const usedNow = () => onedit.mock.lastCall?.[1] ?? [];

/** "Hi Mira, yours was issued on {{bill.date}}." */
const insertion: Insertion = {
  text: "Hi Mira, yours was issued on {{bill.date}}.",
  fields: [
    { name: "customer.first_name", span: { from: 3, to: 7 }, value: "Mira" },
    { name: "bill.date", span: { from: 29, to: 42 }, value: null },
  ],
  choices: [],
  cursor: null,
  answer: REFUND,
};

afterEach(() => {
  view.destroy();
  vi.clearAllMocks();
});

describe("inserting an answer", () => {
  it("puts it behind the cursor and replaces nothing, not even a selection", () => {
    const port = open("Good morning. Bye");
    cursor(5, 12);
    port.insert({
      text: "NEW",
      fields: [],
      choices: [],
      cursor: null,
      answer: REFUND,
    });
    expect(doc()).toBe("Good morning NEW . Bye");
  });

  it("parts it from the words beside it, and only there", () => {
    const port = open("Hello");
    cursor(5);
    port.insert({
      text: "NEW",
      fields: [],
      choices: [],
      cursor: null,
      answer: REFUND,
    });
    expect(doc()).toBe("Hello NEW");
    const again = open("");
    again.insert({
      text: "NEW",
      fields: [],
      choices: [],
      cursor: null,
      answer: REFUND,
    });
    expect(doc()).toBe("NEW");
  });

  it("takes the place of the typed /word, and one undo gives it back", () => {
    const port = open("");
    type("Hello /ref");
    port.insert(insertion, { from: 6, to: 10 });
    expect(doc()).toBe(`Hello ${insertion.text}`);
    undo(view);
    expect(doc()).toBe("Hello /ref");
  });

  it("is one step of undo, apart from what is typed right behind it", () => {
    const port = open("");
    type("A");
    port.insert({
      text: "NEW",
      fields: [],
      choices: [],
      cursor: null,
      answer: REFUND,
    });
    type("Z");
    undo(view);
    expect(doc()).toBe("A NEW");
    undo(view);
    expect(doc()).toBe("A");
  });

  it("follows which answers are in the reply, through undo and redo", () => {
    const port = open("");
    port.insert(insertion);
    expect(usedNow()).toEqual([REFUND]);
    undo(view);
    expect(usedNow()).toEqual([]);
    redo(view);
    expect(usedNow()).toEqual([REFUND]);
    view.dispatch({ changes: { from: 0, to: doc().length } });
    expect(usedNow()).toEqual([]);
  });

  it("puts several in, one below the other, as one step of undo", () => {
    const port = open("Hello");
    cursor(5);
    const router = { id: "router", revision: 2 };
    port.insertAll([
      insertion,
      {
        text: "Any router fits.",
        fields: [],
        choices: [],
        cursor: null,
        answer: router,
      },
    ]);
    expect(doc()).toBe(`Hello ${insertion.text}\n\nAny router fits.`);
    expect(usedNow()).toEqual([REFUND, router]);
    expect(selected(), "the first field of all to fill").toBe("{{bill.date}}");
    undo(view);
    expect(doc()).toBe("Hello");
  });

  it("keeps the answers of a draft, each once", () => {
    const port = open("Hi there. ", [REFUND]);
    cursor(10);
    port.insert(insertion);
    expect(usedNow()).toEqual([REFUND]);
  });
});

describe("fields", () => {
  it("selects the first field to fill, so that typing fills it", () => {
    open("").insert(insertion);
    expect(selected()).toBe("{{bill.date}}");
    type("18 November");
    expect(doc()).toBe("Hi Mira, yours was issued on 18 November.");
  });

  it("marks a filled value until it is edited", () => {
    open("").insert(insertion);
    expect(view.contentDOM.querySelector(".cm-filled")?.textContent).toBe(
      "Mira",
    );
    cursor(9);
    type("dear ");
    expect(
      view.contentDOM.querySelector(".cm-filled"),
      "edits elsewhere leave it",
    ).not.toBeNull();
    cursor(5);
    type("x");
    expect(view.contentDOM.querySelector(".cm-filled")).toBeNull();
  });

  it("marks fields to fill, typed ones too", () => {
    open("on {{bill.date}} at {{time}}");
    const marked = [...view.contentDOM.querySelectorAll(".cm-unfilled")].map(
      (mark) => mark.textContent,
    );
    expect(marked).toEqual(["{{bill.date}}", "{{time}}"]);
    expect(unfilledSpans("no {{}} and {{\n}} here")).toEqual([]);
  });

  it("goes from field to field with Tab, and on when none is left", () => {
    open("{{one}} and {{two}}");
    cursor(0);
    expect(press("Tab")).toBe(true);
    expect(selected()).toBe("{{one}}");
    press("Tab");
    expect(selected()).toBe("{{two}}");
    press("Tab", { shiftKey: true });
    expect(selected()).toBe("{{one}}");
    type("1");
    press("Tab");
    type("2");
    expect(onpast).not.toHaveBeenCalled();
    press("Tab");
    expect(onpast).toHaveBeenCalledWith(false);
    press("Tab", { shiftKey: true });
    expect(onpast).toHaveBeenLastCalledWith(true);
  });

  it("does not hold the focus when the only field is selected already", () => {
    open("{{one}}");
    cursor(0, 7);
    expect(nextStop(view.state, false)).toBeNull();
  });
});

it("leaves with Escape, and leaves sending to the window", () => {
  open("Hi");
  expect(press("Escape")).toBe(true);
  expect(onleave).toHaveBeenCalledOnce();
  expect(press("Enter", { ctrlKey: true })).toBe(false);
});
