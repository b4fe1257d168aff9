import type { CommandError, Result } from "../ipc";
import { settled } from "../ipc";

/** Rows per request. */
const PAGE = 60;

export interface Page<T> {
  total: number;
  rows: T[];
}

/**
 * The rows of a long list, fetched by the page as they come into sight.
 *
 * `reload` keeps showing the rows there are until newer ones arrive, and drops answers that
 * were overtaken by a later `reload`.
 */
export class PagedRows<T, P extends Page<T> = Page<T>> {
  total = $state(0);
  /** `false` until the first answer. */
  loaded = $state(false);
  problem = $state<CommandError | null>(null);
  /** The newest whole answer: its counts and facets. */
  latest = $state.raw<P | null>(null);
  #pages = $state.raw<ReadonlyMap<number, readonly T[]>>(new Map());
  #fetch: (offset: number, limit: number) => Promise<Result<P>>;
  #round = 0;
  #asked = new Set<number>();
  #seen: [number, number] = [0, PAGE];

  constructor(fetch: (offset: number, limit: number) => Promise<Result<P>>) {
    this.#fetch = fetch;
  }

  /** The row at `index`, or `undefined` while it is not here yet. */
  row(index: number): T | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Where the first row with `is` stands among the rows that are here, or -1. */
  find(is: (row: T) => boolean): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex(is);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Makes sure rows `from` up to `to` are here or on their way. */
  need(from: number, to: number): void {
    this.#seen = [from, to];
    for (
      let page = Math.floor(from / PAGE);
      page * PAGE < Math.min(to, this.total);
      page += 1
    ) {
      if (!this.#asked.has(page)) void this.#load(page, this.#round);
    }
  }

  /** Fetches what is in sight again, and everything else when it is next needed. */
  async reload(): Promise<void> {
    const round = ++this.#round;
    this.#asked = new Set();
    const first = Math.floor(this.#seen[0] / PAGE);
    const last = Math.max(first, Math.floor((this.#seen[1] - 1) / PAGE));
    const pages: number[] = [];
    for (let page = first; page <= last; page += 1) pages.push(page);
    await Promise.all(pages.map((page) => this.#load(page, round)));
  }

  /** Starts over at the top, for another filter. */
  async restart(): Promise<void> {
    this.#seen = [0, PAGE];
    await this.reload();
  }

  async #load(page: number, round: number): Promise<void> {
    this.#asked.add(page);
    const answer = await settled(this.#fetch(page * PAGE, PAGE));
    if (round !== this.#round) return; // A later reload asked anew.
    this.loaded = true;
    if (answer.status === "error") {
      this.problem = answer.error;
      this.#asked.delete(page);
      return;
    }
    this.problem = null;
    this.latest = answer.data;
    this.total = answer.data.total;
    const kept = [...this.#pages].filter(
      ([at]) => this.#asked.has(at) && at !== page,
    );
    this.#pages = new Map([...kept, [page, answer.data.rows]]);
  }
}
