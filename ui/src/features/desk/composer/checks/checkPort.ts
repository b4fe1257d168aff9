// What the composer's state asks of the editor about checks.
import { isolateHistory } from "@codemirror/commands";
import { EditorSelection, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type {
  FindingView,
  FixView,
  ReplyCheck,
  SentenceView,
  Span,
} from "../../../../ipc";
import {
  checkField,
  mendable,
  nextFinding,
  setCheck,
  setMended,
  type Spoken,
} from "./checkField";
import type { FindingCard } from "./findingCard";
import { setTraced } from "./sentenceMarks";
import { textChanges } from "./textChanges";

export interface CheckPort {
  /** Shows what a check found in `text`; nothing when the text is another by now. */
  mark: (check: ReplyCheck, text: string) => void;
  /** Selects what a check spoke of, wherever it is by now; `false` when it is gone. */
  reveal: (spoken: Spoken) => boolean;
  /** Goes to the next finding (the one before when `back`) and opens its card. */
  step: (back: boolean) => FindingView | null;
  /** The finding to mend: under the cursor or the nearest. */
  mendable: () => FindingView | null;
  /** Mends a finding as one step of undo; `false` when its text has changed. */
  mend: (finding: FindingView, fix: FixView) => boolean;
  /** Makes the text another as one step of undo; what both hold at `kept` is not touched. */
  rewrite: (text: string, kept: readonly Span[]) => void;
  /** Marks where sentences come from, one above the others; `null` for none. */
  trace: (sentence: SentenceView | null) => void;
  /** What a menu about a finding can hang from, in place of its card. */
  anchor: (finding: FindingView) => HTMLElement;
}

export function checkPort(view: EditorView, card: FindingCard): CheckPort {
  return {
    mark: (check, text) => {
      const { doc } = view.state;
      if (doc.length !== text.length || doc.toString() !== text) return;
      view.dispatch({ effects: setCheck.of(check) });
    },
    reveal: (spoken) => {
      const place = placeOf(view, spoken);
      if (place) view.dispatch(selecting(place));
      return place !== undefined;
    },
    step: (back) => {
      const next = nextFinding(view.state, back);
      if (next === null) return null;
      view.focus();
      view.dispatch(selecting(next));
      card.open(view, next.from);
      return next.finding;
    },
    mendable: () => mendable(view.state),
    mend: (finding, fix) => mend(view, finding, fix),
    rewrite: (text, kept) => {
      const before = view.state.doc.toString();
      view.dispatch({
        changes: textChanges(before, text, kept),
        annotations: isolateHistory.of("full"),
        userEvent: "input.move",
        scrollIntoView: true,
      });
    },
    trace: (sentence) => {
      if (sentence !== null) card.close(view);
      view.dispatch({ effects: setTraced.of(sentence) });
    },
    anchor: (finding) => {
      card.close(view);
      return anchor(view, finding);
    },
  };
}

function placeOf(view: EditorView, spoken: Spoken): Span | undefined {
  return view.state.field(checkField).places.get(spoken);
}

function selecting({ from, to }: Span): TransactionSpec {
  return { selection: EditorSelection.range(from, to), scrollIntoView: true };
}

function mend(view: EditorView, finding: FindingView, fix: FixView): boolean {
  const place = placeOf(view, fix);
  if (!place) return false;
  const { from, to } = place;
  const { head } = view.state.selection.main;
  const end = from + fix.text.length;
  view.dispatch({
    changes: { from, to, insert: fix.text },
    // The cursor stays where the person put it, unless that is what goes.
    ...(from <= head && head <= to ? { selection: { anchor: end } } : {}),
    effects: [setMended.of(finding), EditorView.scrollIntoView(end)],
    annotations: isolateHistory.of("full"),
    userEvent: "input.fix",
  });
  return true;
}

function anchor(view: EditorView, finding: FindingView): HTMLElement {
  const place = placeOf(view, finding);
  const node = place ? view.domAtPos(place.from, 1).node : null;
  const element = node instanceof HTMLElement ? node : node?.parentElement;
  return element?.closest<HTMLElement>(".cm-finding") ?? view.contentDOM;
}
