import { redo, undo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChoiceView, Insertion } from "../../../ipc";
import type { Editor } from "./composerState.svelte";
import { showReply, type OpenChoice } from "./replyEditor";

let view: EditorView;
const onchoice = vi.fn<(choice: OpenChoice) => void>();
const onpast = vi.fn();

function open(text = ""): Editor {
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
    drawFindings: () => vi.fn(),
    onedit: vi.fn(),
    onblur: vi.fn(),
    onfinding: vi.fn(),
    onchoice,
    onleave: vi.fn(),
    onpast,
  });
}

/** `text` with its choices, each written as `[first|second]`. */
function insertion(text: string): Insertion {
  const choices: ChoiceView[] = [];
  let plain = "";
  for (const [, before = "", all] of text.matchAll(/([^[]*)(?:\[(.*?)\])?/g)) {
    plain += before;
    if (all === undefined) continue;
    const alternatives = all.split("|");
    const from = plain.length;
    plain += alternatives[0] ?? "";
    choices.push({ span: { from, to: plain.length }, alternatives, chosen: 0 });
  }
  const fields = [...plain.matchAll(/\{\{.+?\}\}/g)].map((match) => ({
    name: match[0],
    span: { from: match.index, to: match.index + match[0].length },
    value: null,
  }));
  const answer = { id: "a", revision: 1 };
  return { text: plain, fields, choices, cursor: null, answer };
}

function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, ...more });
  return runScopeHandlers(view, event, "editor");
}
function change(from: number, to: number, insert: string) {
  view.dispatch({
    changes: { from, to, insert },
    selection: EditorSelection.cursor(from + insert.length),
    userEvent: "input.type",
  });
}
const doc = () => view.state.doc.toString();
const chips = () =>
  [...view.contentDOM.querySelectorAll(".cm-choice")].map(
    (chip) => chip.textContent,
  );
const mores = () => [
  ...view.contentDOM.querySelectorAll<HTMLElement>(".cm-choice-more"),
];
const selected = () => {
  const { from, to } = view.state.selection.main;
  return view.state.sliceDoc(from, to);
};
const opened = () => {
  const choice = onchoice.mock.lastCall?.[0];
  if (!choice) throw new Error("nothing was opened");
  return choice;
};

afterEach(() => {
  view.destroy();
  vi.clearAllMocks();
});

describe("wordings to choose from", () => {
  it("have the first one in, and a mark says that there are others", () => {
    open().insert(insertion("[Hi|Hello|Dear] Mira."));
    expect(doc()).toBe("Hi Mira.");
    expect(chips()).toEqual(["Hi"]);
    expect(mores()[0]?.getAttribute("aria-label")).toContain("1 of 3");
    expect(onchoice, "nothing opens by itself").not.toHaveBeenCalled();
  });

  it("are reached by Tab among the fields, each once, and by Shift Tab again", () => {
    open().insert(insertion("[Hi|Hello] {{name}}, [bye|so long]"));
    expect(selected(), "a field comes first").toBe("{{name}}");
    press("Tab");
    expect(selected()).toBe("bye");
    expect(opened().alternatives).toEqual(["bye", "so long"]);
    press("Tab");
    expect(selected(), "around the end").toBe("Hi");
    press("Tab");
    expect(selected()).toBe("{{name}}");
    change(3, 11, "Mira");
    press("Tab");
    expect(onpast, "what was seen does not hold the focus").toHaveBeenCalled();
    press("Tab", { shiftKey: true });
    expect(selected()).toBe("Hi");
  });

  it("lead on to the next stop from where they are listed", () => {
    open().insert(insertion("[Hi|Hello] Mira, [bye|so long]"));
    press("Tab");
    expect(selected()).toBe("Hi");
    opened().step(false);
    expect(selected()).toBe("bye");
  });

  it("take the place of one another as one step of undo", () => {
    open().insert(insertion("[Hi|Hello] Mira."));
    change(8, 8, " Typed.");
    press("Tab");
    opened().choose(1);
    expect(doc()).toBe("Hello Mira. Typed.");
    expect(chips()).toEqual(["Hello"]);
    expect(view.state.selection.main.head, "behind it").toBe(5);
    undo(view);
    expect(doc()).toBe("Hi Mira. Typed.");
    expect(chips()).toEqual(["Hi"]);
    redo(view);
    expect(doc()).toBe("Hello Mira. Typed.");
    expect(mores()[0]?.getAttribute("aria-label")).toContain("2 of 2");
  });

  it("can be chosen again later, until one is edited by hand; undo brings them back", () => {
    const port = open();
    port.insert(insertion("[Hi|Hello] Mira."));
    press("Tab");
    opened().choose(1);
    port.choose();
    expect(opened().chosen).toBe(1);
    opened().choose(0);
    expect(doc()).toBe("Hi Mira.");
    change(8, 8, " More");
    change(0, 0, "So ");
    expect(chips(), "edits beside it leave it").toEqual(["Hi"]);
    change(4, 5, "ey");
    expect(chips()).toEqual([]);
    onchoice.mockClear();
    port.choose();
    expect(onchoice).not.toHaveBeenCalled();
    while (doc() !== "Hi Mira.") undo(view);
    expect(chips()).toEqual(["Hi"]);
  });

  it("may be nothing at all", () => {
    const port = open();
    port.insert(insertion("Done[|, sorry]."));
    expect(doc()).toBe("Done.");
    expect(mores()).toHaveLength(1);
    press("Tab");
    opened().choose(1);
    expect(doc()).toBe("Done, sorry.");
    port.choose();
    opened().choose(0);
    expect(doc()).toBe("Done.");
    expect(mores()).toHaveLength(1);
    view.dispatch({ changes: { from: 0, to: 5 } });
    expect(mores(), "gone with the words around it").toHaveLength(0);
  });

  it("that touch are each reached by Tab, each once, and chosen by themselves", () => {
    const port = open();
    port.insert(insertion("[Thanks|Thank you][!|.]"));
    press("Tab");
    expect(selected()).toBe("Thanks");
    press("Tab");
    expect(selected()).toBe("!");
    expect(opened().alternatives).toEqual(["!", "."]);
    opened().choose(1);
    expect(doc()).toBe("Thanks.");
    expect(chips()).toEqual(["Thanks", "."]);
    press("Tab");
    expect(onpast, "Tab is not caught").toHaveBeenCalledOnce();
    mores()[0]?.dispatchEvent(
      new MouseEvent("mousedown", { bubbles: true, cancelable: true }),
    );
    expect(opened().alternatives).toEqual(["Thanks", "Thank you"]);
    opened().choose(1);
    expect(doc()).toBe("Thank you.");
    mores()[1]?.dispatchEvent(
      new MouseEvent("mousedown", { bubbles: true, cancelable: true }),
    );
    expect(opened().alternatives).toEqual(["!", "."]);
    expect(opened().anchor.textContent).toBe(".");
  });

  it("keep the empty one before them when they are chosen", () => {
    open().insert(insertion("Done[|, sorry][.|!]"));
    press("Tab");
    expect(opened().alternatives).toEqual(["", ", sorry"]);
    const left = opened();
    press("Tab");
    expect(opened().alternatives).toEqual([".", "!"]);
    opened().choose(1);
    expect(doc()).toBe("Done!");
    expect(mores()).toHaveLength(2);
    left.choose(1);
    expect(doc()).toBe("Done, sorry!");
    expect(chips()).toEqual([", sorry", "!"]);
    undo(view);
    undo(view);
    expect(doc()).toBe("Done.");
    press("Tab");
    expect(onpast).toHaveBeenCalledOnce();
  });

  it("stay in their order where two are empty", () => {
    open().insert(insertion("Done[|, sorry][|, really]."));
    press("Tab");
    const left = opened();
    press("Tab");
    const right = opened();
    expect(right.alternatives).toEqual(["", ", really"]);
    left.choose(1);
    right.choose(1);
    expect(doc()).toBe("Done, sorry, really.");
    left.choose(0);
    right.choose(0);
    right.choose(1);
    left.choose(1);
    expect(doc()).toBe("Done, sorry, really.");
    press("Tab");
    expect(onpast).toHaveBeenCalledOnce();
  });

  it("are gone with the answer, and come back with it", () => {
    open().insert(insertion("[Hi|Hello] Mira."));
    undo(view);
    expect(doc()).toBe("");
    expect(mores()).toEqual([]);
    redo(view);
    expect(chips()).toEqual(["Hi"]);
  });

  it("open by mouse at their mark", () => {
    open().insert(insertion("[Hi|Hello] Mira."));
    mores()[0]?.dispatchEvent(
      new MouseEvent("mousedown", { bubbles: true, cancelable: true }),
    );
    expect(opened().alternatives).toEqual(["Hi", "Hello"]);
  });

  it("of an earlier list change nothing once the text is another", () => {
    open().insert(insertion("[Hi|Hello] Mira."));
    press("Tab");
    const late = opened();
    change(0, 2, "Oh");
    late.choose(1);
    expect(doc()).toBe("Oh Mira.");
  });
});
