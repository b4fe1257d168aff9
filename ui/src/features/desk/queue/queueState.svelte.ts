import {
  commands,
  type Channel,
  type QueueFilter,
  type QueuePage,
  type QueueRow,
} from "../../../ipc";
import { PagedRows } from "../../../shared/pagedRows.svelte";

const SEARCH_AFTER_MS = 80;

/** The queue as it is filtered, and which of its conversations is selected. */
export class QueueState {
  filter = $state.raw<QueueFilter>({
    text: "",
    view: "waiting",
    channel: null,
  });
  /** The conversation that is open, whether or not the filter shows it. */
  selectedId = $state<string | null>(null);
  readonly rows = new PagedRows<QueueRow, QueuePage>((offset, limit) =>
    commands.listQueue(this.filter, offset, limit),
  );
  /** Where the selected row stood last; where it would be when it is gone. */
  #lastIndex = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the lists shown: in each, the open conversation is brought into sight once. */
  turn = $state(0);
  /** Text was typed and is not looked for yet. */
  #waiting = false;
  #searching: Promise<void> = Promise.resolve();

  readonly counts = $derived(this.rows.latest?.counts ?? null);
  readonly selectedIndex = $derived(
    this.selectedId === null
      ? -1
      : this.rows.find((row) => row.id === this.selectedId),
  );
  readonly filtered = $derived(
    this.filter.text !== "" || this.filter.channel !== null,
  );

  /** Changes the filter; typed text is looked for shortly after the last letter. */
  narrow(change: Partial<QueueFilter>): void {
    const typed = change.text !== undefined && change.text !== "";
    this.filter = { ...this.filter, ...change };
    clearTimeout(this.#timer);
    this.#waiting = typed;
    if (typed)
      this.#timer = setTimeout(() => void this.#restart(), SEARCH_AFTER_MS);
    else void this.#restart();
  }

  /** Resolves when the rows are those of the text typed last. */
  async searched(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#waiting) await this.#restart();
    else await this.#searching;
  }

  #restart(): Promise<void> {
    this.#waiting = false;
    this.#searching = this.rows.restart().then(() => {
      this.turn += 1;
    });
    return this.#searching;
  }

  clear(): void {
    this.narrow({ text: "", channel: null });
  }

  only(channel: Channel | null): void {
    this.narrow({ channel });
  }

  select(id: string): void {
    this.selectedId = id;
    this.note();
  }

  /** Remembers where the selected row stands. */
  note(): void {
    const index = this.selectedIndex;
    if (index >= 0) this.#lastIndex = index;
  }

  /** The conversation `by` rows from the selected one, or the one that took its place. */
  neighbour(by: number): QueueRow | undefined {
    const { selectedIndex, rows } = this;
    if (rows.total === 0) return undefined;
    const target =
      selectedIndex >= 0
        ? selectedIndex + by
        : this.#lastIndex + (by > 0 ? by - 1 : by);
    return rows.row(Math.min(Math.max(target, 0), rows.total - 1));
  }

  /** The conversation to go on with once the selected one leaves: the next, else the one before. */
  get successor(): QueueRow | undefined {
    const index = this.selectedIndex;
    if (index < 0)
      return this.rows.row(Math.min(this.#lastIndex, this.rows.total - 1));
    return this.rows.row(index + 1) ?? this.rows.row(index - 1);
  }

  async reload(): Promise<void> {
    this.note();
    await this.rows.reload();
  }
}
