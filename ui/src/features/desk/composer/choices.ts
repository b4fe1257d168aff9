// Places in a reply with several wordings to choose from; each is one until it is edited by hand.
import { invertedEffects, isolateHistory } from "@codemirror/commands";
import {
  StateEffect,
  StateField,
  type ChangeDesc,
  type EditorState,
  type Extension,
  type Range,
  type Text,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  WidgetType,
  type DecorationSet,
} from "@codemirror/view";
import { desk as text } from "../../../app/messages/desk";
import type { Span } from "../../../ipc";
import { keyCaps } from "../../../shared/keys";

/** Lists the wordings at the cursor. */
export const CHOOSE_KEY = "Alt+ArrowDown";

export interface Choice extends Span {
  readonly alternatives: readonly string[];
  /** Which one stands there, counted from 0. */
  readonly chosen: number;
  /** Whether the person was led to it: the keys do not lead there once more. */
  readonly seen: boolean;
}

interface Choices {
  /** In the order of the text. */
  readonly list: readonly Choice[];
  readonly marks: DecorationSet;
}

/** Notes that there is something to choose. */
export const addChoices = StateEffect.define<readonly Choice[]>({
  map: (choices, changes) => choices.map((one) => moved(one, changes)),
});
/** Takes all back to what it was, as undo does. */
const restoreChoices = StateEffect.define<readonly Choice[]>({
  map: (choices, changes) => choices.map((one) => moved(one, changes)),
});
/** Another wording stands at a place. */
const setChosen = StateEffect.define<{ choice: Choice; chosen: number }>();
const setSeen = StateEffect.define<number>({
  map: (from, changes) => changes.mapPos(from, 1),
});

const NONE: Choices = { list: [], marks: Decoration.none };

const choicesField = StateField.define<Choices>({
  create: () => NONE,
  update(choices, transaction) {
    const { list } = choices;
    let next = list;
    if (transaction.docChanged && list.length > 0)
      next = followed(list, transaction.changes, transaction.newDoc);
    for (const effect of transaction.effects) {
      if (effect.is(addChoices)) next = inOrder([...next, ...effect.value]);
      if (effect.is(restoreChoices)) next = effect.value;
      if (effect.is(setSeen)) next = next.map((one) => led(one, effect.value));
      if (effect.is(setChosen)) {
        const { choice, chosen } = effect.value;
        const others = next.filter((one) => one.from !== choice.from);
        next = inOrder([...others, taken(choice, chosen)]);
      }
    }
    return next === list ? choices : { list: next, marks: marksOf(next) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (choices) => choices.marks),
    // Undoing an edit brings back what it took away.
    invertedEffects.of(({ docChanged, startState, state }) => {
      const before = startState.field(field).list;
      const isNone = before.length + state.field(field).list.length === 0;
      return docChanged && !isNone ? [restoreChoices.of(before)] : [];
    }),
  ],
});

function led(choice: Choice, from: number): Choice {
  return choice.from === from ? { ...choice, seen: true } : choice;
}

function taken(choice: Choice, chosen: number): Choice {
  const length = choice.alternatives[chosen]?.length ?? 0;
  return { ...choice, to: choice.from + length, chosen, seen: true };
}

/** Where it is afterwards; what is typed at its borders is beside it. */
function moved(choice: Choice, changes: ChangeDesc): Choice {
  const isEmpty = choice.from === choice.to;
  const from = changes.mapPos(choice.from, isEmpty ? -1 : 1);
  const to = isEmpty ? from : Math.max(from, changes.mapPos(choice.to, -1));
  return { ...choice, from, to };
}

/** Those whose wording is still there as it was. */
function followed(
  list: readonly Choice[],
  changes: ChangeDesc,
  doc: Text,
): Choice[] {
  return list.flatMap((choice) => {
    if (changes.touchesRange(choice.from, choice.to) === "cover") return [];
    const next = moved(choice, changes);
    const isWhole =
      doc.sliceString(next.from, next.to) ===
      choice.alternatives[choice.chosen];
    return isWhole ? [next] : [];
  });
}

function inOrder(list: readonly Choice[]): Choice[] {
  return list.toSorted((a, b) => a.from - b.from);
}

const chip = Decoration.mark({ class: "cm-choice" });

/** Says that there are other wordings, and opens them by mouse. */
class More extends WidgetType {
  readonly #choice: Choice;

  constructor(choice: Choice) {
    super();
    this.#choice = choice;
  }

  override eq(other: More): boolean {
    const [one, two] = [this.#choice, other.#choice];
    return (
      one.chosen === two.chosen &&
      one.alternatives.length === two.alternatives.length
    );
  }

  override toDOM(): HTMLElement {
    const { chosen, alternatives } = this.#choice;
    const keys = keyCaps(CHOOSE_KEY);
    const label = text.choices.more(chosen + 1, alternatives.length, keys);
    const dom = document.createElement("span");
    dom.className = "cm-choice-more";
    dom.setAttribute("role", "img");
    dom.setAttribute("aria-label", label);
    dom.title = label;
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function marksOf(list: readonly Choice[]): DecorationSet {
  const ranges: Range<Decoration>[] = list.flatMap((choice) => {
    const { from, to } = choice;
    const more = Decoration.widget({ widget: new More(choice), side: 1 });
    const mark = from < to ? [chip.range(from, to)] : [];
    return [...mark, more.range(to)];
  });
  return Decoration.set(ranges, true);
}

/** The places to choose at, in the order of the text. */
export function choicesIn(state: EditorState): readonly Choice[] {
  return state.field(choicesField).list;
}

/** The place that `at` lies in or touches. */
export function choiceAt(state: EditorState, at: number): Choice | null {
  return choicesIn(state).find((one) => one.from <= at && at <= one.to) ?? null;
}

/** The place that the cursor is in, else the next one, else the one before it. */
export function choiceNear(state: EditorState): Choice | null {
  const { head } = state.selection.main;
  const list = choicesIn(state);
  const next = list.find((one) => one.from > head) ?? list.at(-1);
  return choiceAt(state, head) ?? next ?? null;
}

/** Puts another of its wordings at a place, as one step of undo. */
export function choose(view: EditorView, choice: Choice, chosen: number): void {
  const insert = choice.alternatives[chosen];
  if (insert === undefined || !choicesIn(view.state).includes(choice)) return;
  const { from, to } = choice;
  const selection = { anchor: from + insert.length };
  if (chosen === choice.chosen) return view.dispatch({ selection });
  view.dispatch({
    changes: { from, to, insert },
    selection,
    effects: setChosen.of({ choice, chosen }),
    annotations: isolateHistory.of("full"),
    userEvent: "input.choice",
    scrollIntoView: true,
  });
}

/** Notes that the person was led to a place; gives the place as it is then. */
export function seen(view: EditorView, choice: Choice): Choice {
  if (!choice.seen) view.dispatch({ effects: setSeen.of(choice.from) });
  return choiceAt(view.state, choice.from) ?? choice;
}

/** Follows places to choose at; `open` shows what there is to choose. */
export function choiceMarks(
  open: (view: EditorView, choice: Choice) => void,
): Extension {
  return [
    choicesField,
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        const { target } = event;
        if (!(target instanceof Element)) return false;
        const more = target.closest(".cm-choice-more");
        if (more === null) return false;
        const choice = choiceAt(view.state, view.posAtDOM(more));
        if (choice === null) return false;
        event.preventDefault();
        open(view, choice);
        return true;
      },
    }),
  ];
}

/** What a menu about a place can hang from. */
export function choiceAnchor(view: EditorView, choice: Choice): HTMLElement {
  const { node } = view.domAtPos(choice.from, 1);
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const mores =
    view.contentDOM.querySelectorAll<HTMLElement>(".cm-choice-more");
  return (
    element?.closest<HTMLElement>(".cm-choice") ??
    mores[choicesIn(view.state).indexOf(choice)] ??
    view.contentDOM
  );
}
