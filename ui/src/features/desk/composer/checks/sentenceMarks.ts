// Where each sentence comes from, marked in the reply for as long as somebody asks.
import {
  StateEffect,
  StateField,
  type EditorState,
  type Range,
} from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type { SentenceState, SentenceView } from "../../../../ipc";
import { checkField, setCheck } from "./checkField";

/** Marks all sentences, one of them above the others; `null` marks none. */
export const setTraced = StateEffect.define<SentenceView | null>();

interface Traced {
  readonly sentence: SentenceView | null;
  readonly marks: DecorationSet;
}

const NOTHING: Traced = { sentence: null, marks: Decoration.none };

export const sentenceMarks = StateField.define<Traced>({
  create: () => NOTHING,
  update(traced, transaction) {
    let next = traced;
    if (transaction.docChanged && next.sentence !== null)
      next = { ...next, marks: next.marks.map(transaction.changes) };
    for (const effect of transaction.effects) {
      if (effect.is(setTraced))
        next = tracedIn(transaction.state, effect.value);
      if (effect.is(setCheck) && next.sentence !== null)
        next = tracedIn(transaction.state, next.sentence);
    }
    return next;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (traced) => traced.marks),
});

function tracedIn(state: EditorState, sentence: SentenceView | null): Traced {
  if (sentence === null) return NOTHING;
  const { check, places } = state.field(checkField);
  const ranges: Range<Decoration>[] = (check?.sentences ?? []).flatMap(
    (one) => {
      const place = places.get(one);
      if (!place || place.from === place.to) return [];
      const mark = markOf(one.state, one === sentence);
      return [mark.range(place.from, place.to)];
    },
  );
  return { sentence, marks: Decoration.set(ranges, true) };
}

function markOf(state: SentenceState, isMeant: boolean): Decoration {
  const meant = isMeant ? " cm-traced" : "";
  return Decoration.mark({ class: `cm-from-${state}${meant}` });
}
