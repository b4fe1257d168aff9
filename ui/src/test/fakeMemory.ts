// What was said of suggestions, in a pretended desk.
import type {
  Judged,
  Judgement,
  SuggestionsView,
  SuggestionView,
  TakenBack,
} from "../ipc";

const NONE: TakenBack = { forgotten: 0, restored: 0, lost: 0 };

/** Judgements by conversation and answer, with what each replaced. */
export class FakeMemory {
  readonly #said = new Map<string, Judged>();
  readonly #before = new Map<string, Map<string, Judged | undefined>>();
  readonly #changed: () => void;
  #next = 1;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  readonly handlers = {
    accept_suggestion: (a: { conversation: string; answer: string }) =>
      this.#judge(a.conversation, [[a.answer, "accepted"]]),
    reject_suggestion: (a: { conversation: string; answer: string }) =>
      this.#judge(a.conversation, [[a.answer, "rejected"]]),
    correct_suggestion: (a: {
      conversation: string;
      wrong: string | null;
      right: string;
    }) =>
      this.#judge(a.conversation, [
        ...(a.wrong === null || a.wrong === a.right
          ? []
          : [[a.wrong, "rejected"] as [string, Judged]]),
        [a.right, "accepted"],
      ]),
    undo_judgement: (a: { judgement: Judgement }) => this.#undo(a.judgement.id),
    withdraw_judgement: (a: { conversation: string; answer: string }) => {
      const gone = this.#said.delete(key(a.conversation, a.answer));
      this.#changed();
      return { ...NONE, forgotten: Number(gone) };
    },
  };

  /** What was said of an answer for a conversation. */
  said(conversation: string, answer: string): Judged | null {
    return this.#said.get(key(conversation, answer)) ?? null;
  }

  /** The suggestions with what was said of them; what is right comes first. */
  judged(conversation: string, view: SuggestionsView): SuggestionsView {
    const judged = (one: SuggestionView): SuggestionView => ({
      ...one,
      judged: this.said(conversation, one.id),
    });
    const rank = (one: SuggestionView) =>
      one.judged === "accepted" ? 0 : one.judged === null ? 1 : 2;
    return {
      ...view,
      suggestions: view.suggestions
        .map(judged)
        .sort((a, b) => rank(a) - rank(b)),
      questions: view.questions.map((question) => ({
        ...question,
        suggestions: question.suggestions.map(judged),
      })),
    };
  }

  #judge(conversation: string, all: [string, Judged][]): Judgement {
    const before = new Map<string, Judged | undefined>();
    for (const [answer, judged] of all) {
      const at = key(conversation, answer);
      if (this.#said.get(at) === judged) continue;
      before.set(at, this.#said.get(at));
      this.#said.set(at, judged);
    }
    const id = `judgement${this.#next++}`;
    this.#before.set(id, before);
    this.#changed();
    const answers = all.map(([answer]) => answer);
    return { id, answers, changed: before.size > 0 };
  }

  #undo(id: string): TakenBack {
    const before = this.#before.get(id);
    if (!before) return NONE;
    this.#before.delete(id);
    for (const [at, judged] of before) {
      if (judged === undefined) this.#said.delete(at);
      else this.#said.set(at, judged);
    }
    this.#changed();
    return { ...NONE, forgotten: before.size };
  }
}

function key(conversation: string, answer: string): string {
  return `${conversation} ${answer}`;
}
