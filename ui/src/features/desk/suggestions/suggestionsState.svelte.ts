import {
  commands,
  settled,
  type CommandError,
  type Span,
  type SuggestionsView,
  type SuggestionView,
} from "../../../ipc";

/** The answers that fit the open conversation. */
export class SuggestionsState {
  view = $state.raw<SuggestionsView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Whose suggestions `view` is, or will be. */
  conversation = $state<string | null>(null);
  #round = 0;

  readonly list: readonly SuggestionView[] = $derived(
    this.view?.suggestions ?? [],
  );

  /**
   * Finds suggestions; those of the same conversation stay until the new ones are here, those of
   * another go at once: what is shown can always be inserted.
   */
  async load(conversation: string): Promise<void> {
    const round = ++this.#round;
    if (this.conversation !== conversation) this.#show(conversation);
    const answer = await settled(commands.suggest(conversation));
    if (round !== this.#round) return; // Overtaken by a later question.
    this.problem = answer.status === "error" ? answer.error : null;
    this.view = answer.status === "ok" ? answer.data : null;
  }

  close(): void {
    this.#round += 1;
    this.#show(null);
  }

  #show(conversation: string | null): void {
    this.conversation = conversation;
    this.view = null;
    this.problem = null;
  }

  /** What to mark in a customer's message. */
  marks(queryId: string): readonly Span[] {
    return (
      this.view?.messageMarks.find((mark) => mark.queryId === queryId)?.spans ??
      []
    );
  }

  /** The suggestion with a number, counted from 1. */
  numbered(number: number): SuggestionView | undefined {
    return this.list[number - 1];
  }
}
