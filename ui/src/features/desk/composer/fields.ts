// Fields in a reply: `{{name}}` tokens still to fill, and values that were filled in for the agent.
import { StateEffect, StateField, type Range } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import type { Span } from "../../../ipc";

const TOKEN = /\{\{[^{}\n]{1,200}\}\}/g;

const unfilled = Decoration.mark({ class: "cm-unfilled" });
const filled = Decoration.mark({ class: "cm-filled" });

/** Where fields are still to fill, in order. */
export function unfilledSpans(text: string): Span[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Marks values that were filled in. */
export const markFilled = StateEffect.define<readonly Span[]>();

/** The values filled in, marked until they are edited. */
const filledMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks;
    if (transaction.docChanged) {
      const touched: Span[] = [];
      transaction.changes.iterChangedRanges((from, to) =>
        touched.push({ from, to }),
      );
      next = next
        .update({
          filter: (from, to) =>
            !touched.some((span) => span.from < to && span.to > from),
        })
        .map(transaction.changes);
    }
    for (const effect of transaction.effects) {
      if (effect.is(markFilled))
        next = next.update({ add: ranges(effect.value), sort: true });
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function ranges(spans: readonly Span[]): Range<Decoration>[] {
  return spans
    .filter((span) => span.from < span.to)
    .map((span) => filled.range(span.from, span.to));
}

const tokens = new MatchDecorator({ regexp: TOKEN, decoration: unfilled });

const unfilledMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = tokens.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = tokens.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const fieldMarks = [filledMarks, unfilledMarks];
