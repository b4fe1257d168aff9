// Where Tab leads in a reply: fields to fill, and wordings to choose that nobody was led to yet.
import type { EditorState } from "@codemirror/state";
import type { Span } from "../../../ipc";
import { choicesIn, type Choice } from "./choices";
import { unfilledSpans } from "./fields";

export interface Stop extends Span {
  /** What there is to choose, if it is no field. */
  readonly choice: Choice | null;
}

/**
 * The next stop after the selection (before it when `back`), around the end; `null` for none left.
 * The way back leads to wordings that were seen, too.
 */
export function nextStop(state: EditorState, back: boolean): Stop | null {
  const { from, to } = state.selection.main;
  const others = stops(state).filter((stop) => {
    const isHere = stop.from === from && stop.to === to;
    // Two wordings that are empty may lie at one place: one not seen yet is another stop.
    if (stop.choice?.seen === false) return true;
    return !isHere && (stop.choice === null || (back && stop.to <= from));
  });
  const ahead = back
    ? others.findLast((stop) => stop.to <= from)
    : others.find((stop) => stop.from >= to);
  return ahead ?? (back ? others.at(-1) : others[0]) ?? null;
}

function stops(state: EditorState): Stop[] {
  const fields = unfilledSpans(state.doc.toString()).map((span) => ({
    ...span,
    choice: null,
  }));
  const choices = choicesIn(state).map((choice) => ({
    from: choice.from,
    to: choice.to,
    choice,
  }));
  return [...fields, ...choices].sort((a, b) => a.from - b.from);
}
