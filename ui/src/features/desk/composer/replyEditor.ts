// The CodeMirror editor of a reply.
import { acceptCompletion, completionStatus } from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import {
  EditorSelection,
  EditorState,
  type Extension,
} from "@codemirror/state";
import { EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import type { FindingView, Span, UsedAnswer } from "../../../ipc";
import { answerRanges, usedAnswers } from "./answerRanges";
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
import {
  choiceAnchor,
  choiceMarks,
  choiceNear,
  choose,
  seen,
  type Choice,
} from "./choices";
import type { Editor } from "./composerState.svelte";
import { emphasisMarks } from "./emphasis";
import { fieldMarks } from "./fields";
import { insertAnswers } from "./insertAnswers";
import { searchTheme } from "./searchTheme";
import { nextStop } from "./stops";

/** Wordings to choose from, shown where they belong. */
export interface OpenChoice {
  readonly alternatives: readonly string[];
  /** Which one stands there, counted from 0. */
  readonly chosen: number;
  readonly anchor: HTMLElement;
  /** Puts one of them in; the cursor is behind it then. */
  choose: (index: number) => void;
  /** On to the next stop, or back to the one before. */
  step: (back: boolean) => void;
}

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
  /** There is something to choose now. */
  onchoice: (choice: OpenChoice) => void;
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
  const port = editorPort(view, options, checkPort(view, card));
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
    choiceMarks((view, choice) => showChoice(view, options, choice)),
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
  const stop = nextStop(view.state, back);
  if (stop?.choice) showChoice(view, options, stop.choice);
  else if (stop) select(view, stop);
  else options.onpast(back);
  return true;
}

/** Selects a wording and lists the others. */
function showChoice(
  view: EditorView,
  options: ReplyEditorOptions,
  choice: Choice,
): void {
  const meant = seen(view, choice);
  select(view, meant);
  options.onchoice({
    alternatives: meant.alternatives,
    chosen: meant.chosen,
    anchor: choiceAnchor(view, meant),
    choose: (index) => {
      choose(view, meant, index);
      view.focus();
    },
    step: (back) => {
      view.focus();
      tab(view, options, back);
    },
  });
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

function editorPort(
  view: EditorView,
  options: ReplyEditorOptions,
  checks: CheckPort,
): Editor {
  return {
    checks,
    choose: () => {
      const choice = choiceNear(view.state);
      if (choice === null) return;
      view.focus();
      showChoice(view, options, choice);
    },
    insert: (insertion, over) => insertAnswers(view, [insertion], over),
    insertAll: (insertions) => insertAnswers(view, insertions),
    focus: () => view.focus(),
    show: (span) => select(view, span),
  };
}
