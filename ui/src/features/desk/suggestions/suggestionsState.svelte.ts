import {
  commands,
  settled,
  type AbsentView,
  type CommandError,
  type Judged,
  type QuestionView,
  type Span,
  type SuggestionsView,
  type SuggestionView,
} from "../../../ipc";

/** How many answers stand below each of several questions. */
const PER_QUESTION = 2;

/** Suggestions that stand together, with the number of the first. */
export interface SuggestionGroup {
  /** The question that they answer; `null` for the whole message. */
  question: QuestionView | null;
  first: number;
  suggestions: readonly SuggestionView[];
}

/** The answers that fit the open conversation. */
export class SuggestionsState {
  view = $state.raw<SuggestionsView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Whose suggestions `view` is, or will be. */
  conversation = $state<string | null>(null);
  /** What was just said of answers, until the desk shows it. */
  #said = $state.raw<ReadonlyMap<string, Judged | null>>(new Map());
  /** Only what is fetched after this round knows what was said. */
  #saidIn = 0;
  #round = 0;

  /** What the pane shows, from top to bottom. */
  readonly groups: readonly SuggestionGroup[] = $derived(grouped(this.view));

  /** All suggestions in the order of their numbers. */
  readonly list: readonly SuggestionView[] = $derived(
    this.groups.flatMap((group) => group.suggestions),
  );

  /** The first fitting answer of each question, in order; none unless all that fit are several. */
  readonly together: readonly SuggestionView[] = $derived(
    together(this.view?.questions ?? []),
  );

  /** The answer that would have been first, had it been allowed. */
  readonly closestAbsent: AbsentView | undefined = $derived.by(() => {
    const absent = this.view?.absent[0];
    const offered = this.view?.suggestions[0]?.confidence ?? 0;
    return absent && absent.confidence > offered ? absent : undefined;
  });

  /**
   * Finds suggestions; those of the same conversation stay until the new ones are here, those of
   * another go at once: what is shown can always be inserted.
   */
  async load(conversation: string): Promise<void> {
    const round = ++this.#round;
    if (this.conversation !== conversation) this.#show(conversation);
    const answer = await settled(commands.suggest(conversation));
    if (round !== this.#round) return; // Overtaken by a later question.
    if (round > this.#saidIn) this.#said = new Map();
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
    this.#said = new Map();
    this.#saidIn = 0;
  }

  /** What was said of a suggestion for this message. */
  judged(suggestion: SuggestionView): Judged | null {
    const said = this.#said.get(suggestion.id);
    return said === undefined ? suggestion.judged : said;
  }

  /** Shows a judgement at once; what is fetched meanwhile does not undo it. */
  say(answer: string, judged: Judged | null): void {
    this.#said = new Map(this.#said).set(answer, judged);
    this.#saidIn = Infinity;
  }

  /** The desk knows what was said of `conversation`, or has refused it. */
  async heard(conversation: string): Promise<void> {
    if (this.conversation !== conversation) return;
    this.#saidIn = this.#round;
    await this.load(conversation);
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

function grouped(view: SuggestionsView | null): SuggestionGroup[] {
  if (!view) return [];
  const groups: SuggestionGroup[] = [];
  let first = 1;
  const shown = new Set<string>();
  const add = (
    question: QuestionView | null,
    suggestions: readonly SuggestionView[],
  ) => {
    groups.push({ question, first, suggestions });
    first += suggestions.length;
    for (const one of suggestions) shown.add(one.id);
  };
  for (const question of view.questions) {
    const best = question.suggestions.slice(0, PER_QUESTION);
    add(question, question.fits ? best : []);
  }
  const rest = view.suggestions.filter((one) => !shown.has(one.id));
  if (rest.length > 0) add(null, rest);
  return groups;
}

function together(questions: readonly QuestionView[]): SuggestionView[] {
  const best = new Map<string, SuggestionView>();
  for (const { fits, suggestions } of questions) {
    const first = fits ? suggestions.find((one) => one.insertable) : undefined;
    if (first && !best.has(first.id)) best.set(first.id, first);
  }
  return best.size > 1 ? [...best.values()] : [];
}
