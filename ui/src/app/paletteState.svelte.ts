import { commands, settled, type AnswerHit, type Span } from "../ipc";
import { fuzzy } from "../shared/fuzzy";
import { keys, type Action } from "../shared/keys";

const SEARCH_AFTER_MS = 60;
const ANSWERS = 8;

export type Entry =
  | { kind: "action"; id: string; action: Action; marks: Span[] }
  | { kind: "answer"; id: string; hit: AnswerHit };

/** What the palette lists for the text typed so far: actions at once, answers as they are found. */
export class PaletteState {
  text = $state("");
  index = $state(0);
  hits = $state.raw<readonly AnswerHit[]>([]);
  readonly #actions: readonly Action[];
  readonly #conversation: string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** With `answersOnly` nothing but answers is listed. */
  constructor(conversation: string | null, answersOnly = false) {
    this.#conversation = conversation;
    if (answersOnly) {
      this.#actions = [];
      return;
    }
    // What could be done when it was opened; the palette itself changes nothing about that.
    this.#actions = keys.available.filter(
      (action) =>
        !action.sheetOnly && !action.unlisted && action.id !== "palette",
    );
  }

  readonly entries: readonly Entry[] = $derived.by(() => {
    const actions = this.#actions
      .flatMap((action) => {
        const match =
          fuzzy(this.text, action.label) ??
          fuzzy(this.text, `${action.group} ${action.label}`);
        const own = fuzzy(this.text, action.label)?.marks ?? [];
        return match ? [{ action, score: match.score, marks: own }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .map(({ action, marks }): Entry => ({
        kind: "action",
        id: `action-${action.id}`,
        action,
        marks,
      }));
    const answers = this.hits.map((hit): Entry => ({
      kind: "answer",
      id: `answer-${hit.id}`,
      hit,
    }));
    return [...actions, ...answers];
  });

  readonly chosen = $derived(
    this.entries[Math.min(this.index, this.entries.length - 1)],
  );

  /** Takes what is typed and looks for answers shortly after. */
  type(text: string): void {
    this.text = text;
    this.index = 0;
    clearTimeout(this.#timer);
    if (text.trim().length < 2) this.hits = [];
    else
      this.#timer = setTimeout(() => void this.#search(text), SEARCH_AFTER_MS);
  }

  move(by: number): void {
    const count = this.entries.length;
    if (count > 0)
      this.index = (Math.min(this.index, count - 1) + by + count) % count;
  }

  async #search(text: string): Promise<void> {
    const answer = await settled(
      commands.searchAnswers(text, this.#conversation, ANSWERS),
    );
    if (this.text !== text) return; // Typed on: this answer is too late.
    this.hits = answer.status === "ok" ? answer.data : [];
  }
}
