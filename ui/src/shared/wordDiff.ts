// What changed between two texts, by word. Long texts are compared by line, endless ones as a whole.
import type { DiffView } from "../ipc";

/** More words than this on either side, after the equal ends are cut off, are compared by line. */
const MOST_PIECES = 5_000;

/** A word with the blanks after it; scripts without blanks count by character. */
const WORD =
  /\s+|(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_'’-]+|\S)\s*/gu;
const LINE = /[^\n]*\n|[^\n]+/g;

/** The parts of both texts in reading order; the newer one's blanks are shown. */
export function wordDiff(before: string, after: string): DiffView[] {
  for (const pieces of [WORD, LINE]) {
    const parts = diffPieces(
      before.match(pieces) ?? [],
      after.match(pieces) ?? [],
    );
    if (parts !== null) return parts;
  }
  return joined([
    { change: "removed", text: before },
    { change: "added", text: after },
  ]);
}

/** The common pieces, found by the longest common subsequence; `null` when there are too many. */
function diffPieces(before: string[], after: string[]): DiffView[] | null {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  if (left.length > MOST_PIECES || right.length > MOST_PIECES) return null;
  const same = (text: string): DiffView => ({ change: "same", text });
  return joined([
    ...after.slice(0, start).map(same),
    ...walked(left, right, common(left, right)),
    ...after.slice(after.length - end).map(same),
  ]);
}

function equal(a: string | undefined, b: string | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    (a === b || a.trimEnd() === b.trimEnd())
  );
}

function commonStart(before: string[], after: string[]): number {
  let start = 0;
  while (equal(before[start], after[start])) start += 1;
  return start;
}

function commonEnd(before: string[], after: string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let end = 0;
  while (
    end < most &&
    equal(before[before.length - 1 - end], after[after.length - 1 - end])
  ) {
    end += 1;
  }
  return end;
}

/** Which way to go at each pair of pieces. */
const BOTH = 1;
const LEFT = 2;
const RIGHT = 3;

/** For each pair of positions the first step of the longest common subsequence of what follows. */
function common(left: string[], right: string[]): Uint8Array {
  const width = right.length + 1;
  const steps = new Uint8Array((left.length + 1) * width);
  const leftKeys = left.map((piece) => piece.trimEnd());
  const rightKeys = right.map((piece) => piece.trimEnd());
  let below = new Uint16Array(width);
  let here = new Uint16Array(width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const down = below[j] ?? 0;
      const across = here[j + 1] ?? 0;
      const matches = leftKeys[i] === rightKeys[j];
      here[j] = matches ? (below[j + 1] ?? 0) + 1 : Math.max(down, across);
      steps[i * width + j] = matches ? BOTH : down >= across ? LEFT : RIGHT;
    }
    [below, here] = [here, below];
    here.fill(0);
  }
  return steps;
}

function walked(
  left: string[],
  right: string[],
  steps: Uint8Array,
): DiffView[] {
  const parts: DiffView[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const step = steps[i * (right.length + 1) + j];
    if (i < left.length && j < right.length && step === BOTH) {
      parts.push({ change: "same", text: right[j] ?? "" });
      i += 1;
      j += 1;
    } else if (i < left.length && (j >= right.length || step === LEFT)) {
      parts.push({ change: "removed", text: left[i] ?? "" });
      i += 1;
    } else {
      parts.push({ change: "added", text: right[j] ?? "" });
      j += 1;
    }
  }
  return parts;
}

/** Neighbours of one kind become one part; empty ones go. */
function joined(parts: DiffView[]): DiffView[] {
  const out: DiffView[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.text === "") continue;
    if (last?.change === part.change) last.text += part.text;
    else out.push({ ...part });
  }
  return out;
}
