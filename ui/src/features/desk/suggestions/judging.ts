import {
  commands,
  settled,
  type AnswerHit,
  type Judged,
  type Judgement,
  type Result,
  type SuggestionView,
} from "../../../ipc";
import { desk as text } from "../../../app/messages/desk";
import { toasts } from "../../../shared/toastState.svelte";
import type { SuggestionsState } from "./suggestionsState.svelte";

const UNDO_SECONDS = 10;

/** Lets the person find the right answer, and calls back with it. */
export type Pick = (choose: (hit: AnswerHit) => void) => void;

/** What a person says of suggestions: right, wrong, the right one was another, and never mind. */
export class Judging {
  readonly #suggestions: SuggestionsState;
  readonly #pick: Pick;

  constructor(suggestions: SuggestionsState, pick: Pick) {
    this.#suggestions = suggestions;
    this.#pick = pick;
  }

  /** A thumb was pressed: says so, or takes it back when that was said already. */
  async press(suggestion: SuggestionView, judged: Judged): Promise<void> {
    const { conversation } = this.#suggestions;
    if (conversation === null) return;
    if (this.#suggestions.judged(suggestion) === judged)
      return this.#withdraw(conversation, suggestion.id);
    const { id } = suggestion;
    this.#suggestions.say(id, judged);
    const judgement = await this.#told(
      conversation,
      judged === "accepted"
        ? commands.acceptSuggestion(conversation, id)
        : commands.rejectSuggestion(conversation, id),
    );
    if (!judgement) return;
    const undo = () => void this.#undo(conversation, [judgement]);
    const words = text.suggestions.judged;
    if (judged === "accepted") this.#toast(words.accepted, undo);
    else {
      this.#toast(words.rejected, undo, () =>
        this.#pick(
          (hit) => void this.#correct(conversation, id, hit, [judgement]),
        ),
      );
    }
  }

  /** Judges the suggestion that holds the focus, else the first. */
  async judge(judged: Judged): Promise<void> {
    const meant = this.#focused() ?? this.#suggestions.numbered(1);
    if (meant) await this.press(meant, judged);
  }

  /** Asks for the right answer, in place of what is claimed to be it: the focused one, or the first that fits. */
  correct(): void {
    const { conversation, view } = this.#suggestions;
    if (conversation === null) return;
    const first = view?.fits ? this.#suggestions.numbered(1) : undefined;
    const wrong = this.#focused() ?? first;
    this.#pick(
      (hit) => void this.#correct(conversation, wrong?.id ?? null, hit, []),
    );
  }

  #focused(): SuggestionView | undefined {
    const card = document.activeElement?.closest<HTMLElement>(
      '[data-testid="suggestion"]',
    );
    return this.#suggestions.numbered(Number(card?.dataset["index"] ?? 0));
  }

  async #correct(
    conversation: string,
    wrong: string | null,
    right: AnswerHit,
    before: readonly Judgement[],
  ): Promise<void> {
    if (this.#suggestions.conversation === conversation) {
      if (wrong !== null) this.#suggestions.say(wrong, "rejected");
      this.#suggestions.say(right.id, "accepted");
    }
    const judgement = await this.#told(
      conversation,
      commands.correctSuggestion(conversation, wrong, right.id),
    );
    if (!judgement) return;
    this.#toast(
      text.suggestions.judged.corrected(right.title),
      () => void this.#undo(conversation, [judgement, ...before]),
    );
  }

  /** Takes back what was said of an answer earlier. */
  async #withdraw(conversation: string, answer: string): Promise<void> {
    this.#suggestions.say(answer, null);
    await this.#told(
      conversation,
      commands.withdrawJudgement(conversation, answer),
    );
  }

  async #undo(
    conversation: string,
    judgements: readonly Judgement[],
  ): Promise<void> {
    let lost = 0;
    for (const judgement of judgements) {
      const taken = await this.#told(
        conversation,
        commands.undoJudgement(judgement),
      );
      if (!taken) return;
      lost += taken.lost;
    }
    const words = text.suggestions.judged;
    toasts.show({ message: lost > 0 ? words.lost(lost) : words.undone });
  }

  /** What the desk made of it; what is shown agrees with the desk then. */
  async #told<T>(
    conversation: string,
    call: Promise<Result<T>>,
  ): Promise<T | null> {
    const answer = await settled(call);
    void this.#suggestions.heard(conversation);
    if (answer.status === "ok") return answer.data;
    toasts.error(answer.error);
    return null;
  }

  #toast(message: string, undo: () => void, correct?: () => void): void {
    toasts.show({
      message,
      seconds: UNDO_SECONDS,
      action: { label: text.suggestions.judged.undo, run: undo },
      ...(correct && {
        also: { label: text.suggestions.judged.correct, run: correct },
      }),
    });
  }
}
