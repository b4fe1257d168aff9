import type { Span } from "../ipc";

/** A stretch of a text, marked or not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts `text` at `marks` (UTF-16 offsets, in any order, overlapping or beyond the end). */
export function pieces(text: string, marks: readonly Span[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.from - b.from)) {
    const from = Math.max(mark.from, at);
    const to = Math.min(mark.to, text.length);
    if (from >= to) continue;
    if (from > at) out.push({ text: text.slice(at, from), marked: false });
    out.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), marked: false });
  return out;
}
