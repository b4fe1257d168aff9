// The CodeMirror editor of a reply.
import { acceptCompletion, completionStatus } from "@codemirror/autocomplete";
import {
  history,
  historyKeymap,
  isolateHistory,
  standardKeymap,
} from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  type Extension,
} from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import type { FindingView, Insertion, Span, UsedAnswer } from "../../../ipc";
import { addAnswer, answerRanges, usedAnswers } from "./answerRanges";
import { answerSearch, type AnswerSearch } from "./answerSearch";
import { checkField, findingsAt } from "./checks/checkField";
import { checkPort, type CheckPort } from "./checks/checkPort";
import { checkTheme } from "./checks/checkTheme";
import {
  findingCard,
  type DrawFindings,
  type FindingCard,
} from "./checks/findingCard";
import { sentenceMarks } from "./checks/sentenceMarks";
import type { Editor } from "./composerState.svelte";
import { emphasisMarks } from "./emphasis";
import { fieldMarks, markFilled, nextField } from "./fields";
import { searchTheme } from "./searchTheme";

export interface ReplyEditorOptions {
  text: string;
  answers: readonly UsedAnswer[];
  label: string;
  placeholder: string;
  describedBy: string;
  search: AnswerSearch;
  /** Draws the card of findings. */
  drawFindings: DrawFindings;
  onedit: (text: string, answers: readonly UsedAnswer[]) => void;
  onblur: () => void;
  /** The cursor is in this finding now, or in none. */
  onfinding: (finding: FindingView | null) => void;
  /** Esc was pressed. */
  onleave: () => void;
  /** Tab was pressed and no field is left. */
  onpast: (back: boolean) => void;
}

/**
 * Shows a fresh reply or a draft in the editor, where the history starts; gives what the
 * composer's state asks of it.
 */
export function showReply(
  view: EditorView,
  options: ReplyEditorOptions,
): Editor {
  const card = findingCard(options.drawFindings);
  const port = editorPort(view, checkPort(view, card));
  view.setState(
    EditorState.create({
      doc: options.text,
      extensions: [checked(options, card), extensions(options)],
    }),
  );
  return port;
}

/** What checks found, and the card of it, which Esc closes first. */
function checked(options: ReplyEditorOptions, card: FindingCard): Extension {
  return [
    checkField,
    sentenceMarks,
    card.extension,
    checkTheme,
    keymap.of([{ key: "Escape", run: card.close }]),
    EditorView.updateListener.of(({ state }) =>
      options.onfinding(
        findingsAt(state, state.selection.main.head)[0] ?? null,
      ),
    ),
  ];
}

function extensions(options: ReplyEditorOptions): Extension {
  return [
    history(),
    EditorState.lineSeparator.of("\n"),
    EditorView.lineWrapping,
    placeholder(options.placeholder),
    tooltips({ position: "fixed", parent: document.body }),
    searchTheme,
    answerSearch(options.search),
    answerRanges(options.answers),
    fieldMarks,
    emphasisMarks,
    keymap.of([
      {
        key: "Tab",
        run: (view) => tab(view, options, false),
        shift: (view) => tab(view, options, true),
      },
      { key: "Escape", run: () => (options.onleave(), true) },
      ...standardKeymap,
      ...historyKeymap,
    ]),
    EditorView.contentAttributes.of({
      "data-testid": "composer",
      "aria-label": options.label,
      "aria-describedby": options.describedBy,
      spellcheck: "true",
      autocorrect: "off",
    }),
    EditorView.domEventHandlers({ blur: () => options.onblur() }),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      if (docChanged || transactions.some((one) => one.effects.length > 0)) {
        options.onedit(state.doc.toString(), usedAnswers(state));
      }
    }),
  ];
}

function tab(
  view: EditorView,
  options: ReplyEditorOptions,
  back: boolean,
): boolean {
  if (completionStatus(view.state) === "active") return acceptCompletion(view);
  const field = nextField(view.state, back);
  if (field) select(view, field);
  else options.onpast(back);
  return true;
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

function editorPort(view: EditorView, checks: CheckPort): Editor {
  return {
    checks,
    insert: (insertion, over) => insert(view, [insertion], over),
    insertAll: (insertions) => insert(view, insertions),
    focus: () => view.focus(),
    show: (span) => select(view, span),
  };
}

/** What stands between two answers that are inserted together. */
const BETWEEN = "\n\n";

/**
 * Puts answers in behind the cursor, parted from the words beside them. Nothing is replaced but
 * `over`; one undo takes all of it back. The first field to fill is selected then.
 */
function insert(
  view: EditorView,
  insertions: readonly Insertion[],
  over?: Span,
): void {
  const { state } = view;
  const from = over?.from ?? state.selection.main.to;
  const to = over?.to ?? from;
  const before = gap(state.sliceDoc(Math.max(0, from - 1), from));
  const after = gap(state.sliceDoc(to, to + 1));
  let end = from + before.length;
  const placed = insertions.map((insertion, index) => {
    const start = index === 0 ? end : end + BETWEEN.length;
    end = start + insertion.text.length;
    const fields = insertion.fields.map((field) => ({
      from: start + field.span.from,
      to: start + field.span.to,
      filled: field.value !== null,
    }));
    const cursor = insertion.cursor === null ? null : start + insertion.cursor;
    return { from: start, to: end, answer: insertion.answer, fields, cursor };
  });
  const fields = placed.flatMap((one) => one.fields);
  const open = fields.find((field) => !field.filled);
  const cursor = placed.find((one) => one.cursor !== null)?.cursor ?? end;
  const first = open ?? { from: cursor, to: cursor };
  const text = insertions.map((insertion) => insertion.text).join(BETWEEN);
  view.dispatch({
    changes: { from, to, insert: before + text + after },
    selection: EditorSelection.range(first.from, first.to),
    effects: [
      ...placed
        .filter((one) => one.from < one.to)
        .map(({ from, to, answer }) => addAnswer.of({ from, to, answer })),
      markFilled.of(
        fields
          .filter((field) => field.filled)
          .map(({ from, to }) => ({ from, to })),
      ),
    ],
    annotations: isolateHistory.of("full"),
    userEvent: "input.answer",
    scrollIntoView: true,
  });
}

/** A blank where a word would touch the answer. */
function gap(neighbour: string): string {
  return neighbour === "" || /\s/u.test(neighbour) ? "" : " ";
}
