// What the last check of the reply found, carried along through every edit until the next one.
import {
  findClusterBreak,
  StateEffect,
  StateField,
  type ChangeDesc,
  type EditorState,
  type Range,
  type Text,
} from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import type {
  FindingSeverity,
  FindingView,
  FixView,
  ReplyCheck,
  Span,
} from "../../../../ipc";

/** Anything in a check that has a place in the text. */
export interface Spoken {
  readonly span: Span;
}

export interface Checked {
  readonly check: ReplyCheck | null;
  /** Where each thing the check spoke of is by now; what was deleted is missing. */
  readonly places: ReadonlyMap<Spoken, Span>;
  readonly marks: DecorationSet;
}

/** Takes over what a check of this very text found. */
export const setCheck = StateEffect.define<ReplyCheck>();
/** A finding was mended: it is gone before the next check says so. */
export const setMended = StateEffect.define<FindingView>();

const NOTHING: Checked = {
  check: null,
  places: new Map(),
  marks: Decoration.none,
};

const SEVERITIES: readonly FindingSeverity[] = [
  "suggestion",
  "warning",
  "error",
];

/** Higher is graver. */
export function gravity(severity: FindingSeverity): number {
  return SEVERITIES.indexOf(severity);
}

const over = Decoration.mark({ class: "cm-over" });
const underlines = decorations("wavy cm-finding");
// The icon hangs on the last letter, so that it is there once however the line is cut.
const ends = decorations("cm-finding-end");

function decorations(name: string): Record<FindingSeverity, Decoration> {
  const mark = (severity: FindingSeverity) =>
    Decoration.mark({ class: `${name} cm-${severity}` });
  return {
    suggestion: mark("suggestion"),
    warning: mark("warning"),
    error: mark("error"),
  };
}

export const checkField = StateField.define<Checked>({
  create: () => NOTHING,
  update(checked, transaction) {
    let next = checked;
    if (transaction.docChanged && next.check !== null)
      next = moved(next, transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setCheck))
        next = placed(effect.value, transaction.state.doc);
      if (effect.is(setMended)) next = without(next, effect.value);
    }
    return next;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (checked) => checked.marks),
});

function placed(check: ReplyCheck, doc: Text): Checked {
  const spoken: Spoken[] = [
    ...check.findings,
    ...check.findings.flatMap((finding) => finding.fixes),
    ...check.sentences,
    ...check.score.deductions,
  ];
  const places = new Map(spoken.map((one) => [one, within(one.span, doc)]));
  return { check, places, marks: marksOf(check, places, doc) };
}

/** The part of `span` that lies in the text. */
function within(span: Span, doc: Text): Span {
  const from = Math.min(span.from, doc.length);
  return { from, to: Math.max(from, Math.min(span.to, doc.length)) };
}

function marksOf(
  check: ReplyCheck,
  places: Checked["places"],
  doc: Text,
): DecorationSet {
  const ranges: Range<Decoration>[] = check.findings.flatMap((finding) => {
    const { from, to } = visible(places.get(finding) ?? finding.span, doc);
    if (from === to) return [];
    const last = lastLetter(doc, from, to);
    return [
      underlines[finding.severity].range(from, to),
      ends[finding.severity].range(last, to),
    ];
  });
  if (check.over !== null) {
    const { from, to } = within(check.over, doc);
    if (from < to) ranges.push(over.range(from, to));
  }
  return Decoration.set(ranges, true);
}

/** A place between two letters is shown at the one before it, else at the one behind. */
function visible(place: Span, doc: Text): Span {
  if (place.from < place.to) return place;
  const line = doc.lineAt(place.from);
  const at = place.from - line.from;
  if (at > 0) {
    const before = findClusterBreak(line.text, at, false);
    return { from: line.from + before, to: place.to };
  }
  const after = at < line.length ? findClusterBreak(line.text, at, true) : at;
  return { from: place.from, to: line.from + after };
}

function lastLetter(doc: Text, from: number, to: number): number {
  const line = doc.lineAt(to);
  if (to === line.from) return Math.max(from, to - 1);
  const start = findClusterBreak(line.text, to - line.from, false);
  return Math.max(from, line.from + start);
}

function moved(checked: Checked, changes: ChangeDesc): Checked {
  const places = new Map<Spoken, Span>();
  for (const [spoken, { from, to }] of checked.places) {
    // What a fix replaces must still be what the check saw.
    if (isFix(spoken) && changes.touchesRange(from, to)) continue;
    const start = changes.mapPos(from, 1);
    const end = Math.max(start, changes.mapPos(to, -1));
    if (from === to || start < end)
      places.set(spoken, { from: start, to: end });
  }
  return { ...checked, places, marks: checked.marks.map(changes) };
}

function isFix(spoken: Spoken): spoken is FixView {
  return "text" in spoken;
}

function without(checked: Checked, finding: FindingView): Checked {
  const place = checked.places.get(finding);
  if (!place || checked.check === null) return checked;
  const places = new Map(checked.places);
  for (const gone of [finding, ...finding.fixes]) places.delete(gone);
  const marks = checked.marks.update({
    filterFrom: place.from,
    filterTo: place.to,
    filter: (from, to, mark) =>
      from < place.from ||
      to > place.to ||
      (mark !== underlines[finding.severity] &&
        mark !== ends[finding.severity]),
  });
  return { ...checked, places, marks };
}

export interface PlacedFinding extends Span {
  readonly finding: FindingView;
}

/** The findings that are still in the text, in its order. */
export function placedFindings(state: EditorState): PlacedFinding[] {
  const { check, places } = state.field(checkField);
  return (check?.findings ?? [])
    .flatMap((finding) => {
      const place = places.get(finding);
      return place ? [{ finding, ...place }] : [];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The findings that `at` lies in or touches, the gravest first. */
export function findingsAt(state: EditorState, at: number): FindingView[] {
  return placedFindings(state)
    .filter((one) => one.from <= at && at <= one.to)
    .map((one) => one.finding)
    .sort((a, b) => gravity(b.severity) - gravity(a.severity));
}

/**
 * The finding to go to from the selection, around the end; `null` for none. One that the cursor
 * is in comes first.
 */
export function nextFinding(
  state: EditorState,
  back: boolean,
): PlacedFinding | null {
  const all = placedFindings(state);
  const { from, to, empty } = state.selection.main;
  const order = (one: Span) => one.from - from || one.to - to;
  const isAtOne = all.some((one) => order(one) === 0);
  const under =
    empty && !isAtOne
      ? all.find((one) => one.from <= from && from <= one.to)
      : undefined;
  const ahead = back
    ? (all.findLast((one) => order(one) < 0) ?? all.at(-1))
    : (all.find((one) => order(one) > 0) ?? all[0]);
  return under ?? ahead ?? null;
}

/** The finding to mend: under the cursor, else the nearest behind it, else the nearest before it. */
export function mendable(state: EditorState): FindingView | null {
  const { places } = state.field(checkField);
  const { head } = state.selection.main;
  const all = placedFindings(state).filter(({ finding }) =>
    finding.fixes.some((fix) => places.has(fix)),
  );
  const under = findingsAt(state, head).find((finding) =>
    all.some((one) => one.finding === finding),
  );
  const after = all.find((one) => one.from > head) ?? all.at(-1);
  return under ?? after?.finding ?? null;
}
