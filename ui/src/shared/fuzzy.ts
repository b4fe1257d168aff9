import type { Span } from "../ipc";

export interface FuzzyMatch {
  /** Higher is better. */
  score: number;
  marks: Span[];
}

/** Finds `typed` in `text` as letters in order, best at the starts of words; `null` when it is not there. */
export function fuzzy(typed: string, text: string): FuzzyMatch | null {
  const needle = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const hay = text.toLowerCase();
  if (needle === "") return { score: 0, marks: [] };
  const whole = hay.indexOf(needle);
  if (whole >= 0) {
    const score = 100 + (startsWord(hay, whole) ? 50 : 0) - whole * 0.1;
    return { score, marks: [{ from: whole, to: whole + needle.length }] };
  }
  return scattered(needle, hay);
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

function scattered(needle: string, hay: string): FuzzyMatch | null {
  const marks: Span[] = [];
  let score = 0;
  let at = 0;
  for (const letter of needle) {
    if (letter === " ") continue;
    const found = nextLetter(hay, letter, at);
    if (found < 0) return null;
    const last = marks.at(-1);
    if (last?.to === found) last.to = found + letter.length;
    else marks.push({ from: found, to: found + letter.length });
    score +=
      last?.to === found + letter.length ? 3 : startsWord(hay, found) ? 4 : 0;
    score -= (found - at) * 0.1;
    at = found + letter.length;
  }
  // Letters strewn over the whole text are chance, not a match; initials of words are meant.
  const strays = marks.filter((mark) => !startsWord(hay, mark.from)).length;
  return strays > 1 ? null : { score, marks };
}

/** The next `letter`: the one that goes on, else one that starts a word, else any. */
function nextLetter(hay: string, letter: string, from: number): number {
  const first = hay.indexOf(letter, from);
  if (first === from || first < 0) return first;
  for (let at = first; at >= 0; at = hay.indexOf(letter, at + 1)) {
    if (startsWord(hay, at)) return at;
  }
  return first;
}
