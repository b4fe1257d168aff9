import type { AnswerFilter, AnswerPage, AnswerRow, Facets } from "../../ipc";
import { commands } from "../../ipc";
import { PagedRows } from "../../shared/pagedRows.svelte";

const EVERYTHING: AnswerFilter = {
  text: "",
  state: null,
  validity: null,
  topic: null,
  channel: null,
  locale: null,
  owner: null,
};

/** The answers that match the filter: only the pages looked at are here, whatever their number. */
export class AnswerListState {
  filter = $state.raw<AnswerFilter>(EVERYTHING);
  /** Changes with the filter, so that the view starts over at the top. */
  turn = $state(0);
  readonly rows = new PagedRows<AnswerRow, AnswerPage>((offset, limit) =>
    this.#list(offset, limit),
  );

  /** How often each state, topic … occurs in what is found; `null` until the first rows are here. */
  readonly facets = $derived(this.rows.latest?.facets ?? null);
  #known = $state.raw<Facets | null>(null);
  /** The same in the whole library, as it was when all of it was last listed. */
  readonly known = $derived(this.#known ?? this.facets);
  readonly filtered = $derived(isNarrowed(this.filter));

  /** Where `id` stands among the rows that are here, or -1. */
  indexOf(id: string | null): number {
    return id === null ? -1 : this.rows.find((row) => row.id === id);
  }

  /** Narrows or widens the list; the rows before stay until the first new ones come. */
  async narrow(change: Partial<AnswerFilter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.turn += 1;
    await this.rows.restart();
  }

  /** Shows everything again. */
  async clear(): Promise<void> {
    await this.narrow(EVERYTHING);
  }

  async #list(offset: number, limit: number) {
    const { filter } = this;
    const answer = await commands.listAnswers(filter, offset, limit);
    if (answer.status === "ok" && !isNarrowed(filter))
      this.#known = answer.data.facets;
    return answer;
  }
}

function isNarrowed(filter: AnswerFilter): boolean {
  return Object.entries(filter).some(([key, value]) =>
    key === "text" ? filter.text.trim() !== "" : value !== null,
  );
}
