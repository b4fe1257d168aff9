// Puts answers into the reply, and notes what is to follow in them.
import { isolateHistory } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { ChoiceView, Insertion, Span } from "../../../ipc";
import { addAnswer } from "./answerRanges";
import { addChoices, newChoice, type Choice } from "./choices";
import { markFilled } from "./fields";

/** What stands between two answers that are inserted together. */
const BETWEEN = "\n\n";

/**
 * Puts answers in behind the cursor, parted from the words beside them. Nothing is replaced but
 * `over`; one undo takes all of it back. The first field to fill is selected then.
 */
export function insertAnswers(
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
    const choices = insertion.choices.map((one) => choiceFrom(one, start));
    const cursor = insertion.cursor === null ? null : start + insertion.cursor;
    const { answer } = insertion;
    return { from: start, to: end, answer, fields, choices, cursor };
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
      addChoices.of(placed.flatMap((one) => one.choices)),
    ],
    annotations: isolateHistory.of("full"),
    userEvent: "input.answer",
    scrollIntoView: true,
  });
}

function choiceFrom(view: ChoiceView, start: number): Choice {
  const { from, to } = view.span;
  return newChoice({ from: start + from, to: start + to }, view);
}

/** A blank where a word would touch the answer. */
function gap(neighbour: string): string {
  return neighbour === "" || /\s/u.test(neighbour) ? "" : " ";
}
