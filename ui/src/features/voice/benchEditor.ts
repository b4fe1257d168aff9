// The editor of the bench: plain text with what was found underlined.
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  StateEffect,
  StateField,
  type Extension,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  keymap,
  placeholder,
  type DecorationSet,
} from "@codemirror/view";
import type { FindingSeverity, FindingView, Span } from "../../ipc";
import type { BenchEditor } from "./benchState.svelte";

export interface BenchEditorOptions {
  text: string;
  label: string;
  placeholder: string;
  describedBy: string;
  onedit: (text: string) => void;
  /** Esc was pressed. */
  onleave: () => void;
}

const setFindings = StateEffect.define<readonly FindingView[]>();

const MARKS: Record<FindingSeverity, Decoration> = {
  suggestion: Decoration.mark({ class: "wavy cm-finding cm-suggestion" }),
  warning: Decoration.mark({ class: "wavy cm-finding cm-warning" }),
  error: Decoration.mark({ class: "wavy cm-finding cm-error" }),
};

/** The underlines; they move along while the text is typed on. */
const findingMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, newDoc }) {
    let moved = marks.map(changes);
    for (const effect of effects)
      if (effect.is(setFindings)) moved = drawn(effect.value, newDoc.length);
    return moved;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function drawn(findings: readonly FindingView[], end: number): DecorationSet {
  const ranges = findings.flatMap(({ severity, span }) => {
    const [from, to] = [span.from, Math.min(span.to, end)];
    return from < to ? [MARKS[severity].range(from, to)] : [];
  });
  return Decoration.set(ranges, true);
}

export function benchEditor(
  parent: HTMLElement,
  options: BenchEditorOptions,
): EditorView {
  const state = EditorState.create({
    doc: options.text,
    extensions: extensions(options),
  });
  return new EditorView({ parent, state });
}

function extensions(options: BenchEditorOptions): Extension {
  return [
    history(),
    EditorState.lineSeparator.of("\n"),
    EditorView.lineWrapping,
    placeholder(options.placeholder),
    findingMarks,
    keymap.of([
      { key: "Escape", run: () => (options.onleave(), true) },
      ...standardKeymap,
      ...historyKeymap,
    ]),
    EditorView.contentAttributes.of({
      "data-testid": "bench-text",
      "aria-label": options.label,
      "aria-describedby": options.describedBy,
      autocorrect: "off",
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) options.onedit(state.doc.toString());
    }),
  ];
}

/** Underlines what was found. */
export function mark(view: EditorView, findings: readonly FindingView[]): void {
  view.dispatch({ effects: setFindings.of(findings) });
}

/** What the bench's state asks of the editor. */
export function benchPort(view: EditorView): BenchEditor {
  return {
    show: (span) => {
      select(view, span);
      view.focus();
    },
    replace: ({ from, to }, text) => {
      if (to > view.state.doc.length) return;
      view.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + text.length },
        userEvent: "input.fix",
      });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

function select(view: EditorView, span: Span): void {
  const end = view.state.doc.length;
  view.dispatch({
    selection: EditorSelection.range(
      Math.min(span.from, end),
      Math.min(span.to, end),
    ),
    scrollIntoView: true,
  });
}
