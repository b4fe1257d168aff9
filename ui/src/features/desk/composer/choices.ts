// Places in a reply with several wordings to choose from; each is one until it is edited by hand.
import { invertedEffects, isolateHistory } from "@codemirror/commands";
import {
  StateEffect,
  StateField,
  type ChangeDesc,
  type EditorState,
  type Extension,
  type Range,
  type Transaction,
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
  /** Which it is: two that touch may lie at one place. */
  readonly id: number;
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
const setChosen = StateEffect.define<{ id: number; chosen: number }>();
const setSeen = StateEffect.define<number>();

const NONE: Choices = { list: [], marks: Decoration.none };

const choicesField = StateField.define<Choices>({
  create: () => NONE,
  update(choices, transaction) {
    const { list } = choices;
    let next = followed(list, transaction);
    for (const effect of transaction.effects) {
      if (effect.is(addChoices)) next = inOrder([...next, ...effect.value]);
      if (effect.is(restoreChoices)) next = effect.value;
      if (effect.is(setSeen)) next = next.map((one) => led(one, effect.value));
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

let made = 0;

/** A place to choose at, as it is put in. */
export function newChoice(
  span: Span,
  { alternatives, chosen }: Pick<Choice, "alternatives" | "chosen">,
): Choice {
  const { from, to } = span;
  return { id: made++, from, to, alternatives, chosen, seen: false };
}

function led(choice: Choice, id: number): Choice {
  return choice.id === id ? { ...choice, seen: true } : choice;
}

function taken(choice: Choice, changes: ChangeDesc, chosen: number): Choice {
  const from = changes.mapPos(choice.from, -1);
  const to = from + (choice.alternatives[chosen]?.length ?? 0);
  return { ...choice, from, to, chosen, seen: true };
}

/** Where it is afterwards; what is typed at its borders is beside it, and behind an empty one. */
function moved(choice: Choice, changes: ChangeDesc, side: -1 | 1 = -1): Choice {
  const isEmpty = choice.from === choice.to;
  const from = changes.mapPos(choice.from, isEmpty ? side : 1);
  const to = isEmpty ? from : Math.max(from, changes.mapPos(choice.to, -1));
  return { ...choice, from, to };
}

/** Those whose wording is still there as it was, and those that just got another. */
function followed(
  list: readonly Choice[],
  { changes, effects, newDoc, docChanged }: Transaction,
): readonly Choice[] {
  const chosen = new Map<number, number>();
  for (const { value } of effects.filter((one) => one.is(setChosen)))
    chosen.set(value.id, value.chosen);
  if (list.length === 0 || !(docChanged || chosen.size > 0)) return list;
  let side: -1 | 1 = -1;
  return list.flatMap((choice) => {
    const wording = chosen.get(choice.id);
    if (wording !== undefined) {
      side = 1; // Those behind it stay behind its new words.
      return [taken(choice, changes, wording)];
    }
    if (changes.touchesRange(choice.from, choice.to) === "cover") return [];
    const next = moved(choice, changes, side);
    const isWhole =
      newDoc.sliceString(next.from, next.to) ===
      choice.alternatives[choice.chosen];
    return isWhole ? [next] : [];
  });
}

function inOrder(list: readonly Choice[]): Choice[] {
  return list.toSorted((a, b) => a.from - b.from);
}

/** Which choice an element of the editor is of. */
const ID = "data-choice";

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
      one.id === two.id &&
      one.chosen === two.chosen &&
      one.alternatives.length === two.alternatives.length
    );
  }

  override toDOM(): HTMLElement {
    const { id, chosen, alternatives } = this.#choice;
    const keys = keyCaps(CHOOSE_KEY);
    const label = text.choices.more(chosen + 1, alternatives.length, keys);
    const dom = document.createElement("span");
    dom.className = "cm-choice-more";
    dom.setAttribute(ID, String(id));
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
    const { id, from, to } = choice;
    const more = Decoration.widget({ widget: new More(choice), side: 1 });
    const attributes = { [ID]: String(id) };
    const chip = Decoration.mark({ class: "cm-choice", attributes });
    const mark = from < to ? [chip.range(from, to)] : [];
    return [...mark, more.range(to)];
  });
  return Decoration.set(ranges, true);
}

/** The places to choose at, in the order of the text. */
export function choicesIn(state: EditorState): readonly Choice[] {
  return state.field(choicesField).list;
}

function withId(state: EditorState, id: number): Choice | null {
  return choicesIn(state).find((one) => one.id === id) ?? null;
}

/** The place that is selected, else where the cursor is, else the next one, else the one before. */
export function choiceNear(state: EditorState): Choice | null {
  const { from, to, head } = state.selection.main;
  const list = choicesIn(state);
  return (
    list.find((one) => one.from === from && one.to === to) ??
    list.find((one) => one.from <= head && head <= one.to) ??
    list.find((one) => one.from > head) ??
    list.at(-1) ??
    null
  );
}

/** Puts another of its wordings at a place, if it is still there, as one step of undo. */
export function choose(view: EditorView, { id }: Choice, chosen: number): void {
  const choice = withId(view.state, id);
  const insert = choice?.alternatives[chosen];
  if (choice === null || insert === undefined) return;
  const { from, to } = choice;
  const selection = { anchor: from + insert.length };
  if (chosen === choice.chosen) return view.dispatch({ selection });
  view.dispatch({
    changes: { from, to, insert },
    selection,
    effects: setChosen.of({ id, chosen }),
    annotations: isolateHistory.of("full"),
    userEvent: "input.choice",
    scrollIntoView: true,
  });
}

/** Notes that the person was led to a place; gives the place as it is then. */
export function seen(view: EditorView, choice: Choice): Choice {
  if (!choice.seen) view.dispatch({ effects: setSeen.of(choice.id) });
  return withId(view.state, choice.id) ?? choice;
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
        const choice = withId(view.state, Number(more.getAttribute(ID)));
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
  const own = `[${ID}="${choice.id}"]`;
  return view.contentDOM.querySelector<HTMLElement>(own) ?? view.contentDOM;
}
