import type { Channel } from "../../ipc";
import type { AnswerForm } from "./answerForm";
import { AnswerListState } from "./answerListState.svelte";
import { OpenAnswerState } from "./openAnswerState.svelte";

/** What is seen of the answer on the right. */
export type AnswerTab = "write" | "phrasings" | "history" | "use";

/** Where the cursor should go once the answer is drawn. */
export type FocusWish = "title" | "body" | "shortcut" | null;

/** The library room: the list, the answer beside it, and every answer with unsaved edits. */
export class LibraryState {
  readonly list = new AnswerListState();
  /** The answer on the right. */
  current = $state<OpenAnswerState | null>(null);
  tab = $state<AnswerTab>("write");
  /** The channel whose reader is looked over the shoulder. */
  channel = $state<Channel | "">("");
  /** Set when a key or another room asks for the editor; the editor clears it. */
  focusWish = $state<FocusWish>(null);
  /** The current answer and those left with edits. */
  #kept = $state<OpenAnswerState[]>([]);
  /** Where the chosen row stands: it may not be here yet, or not be in this list any more. */
  #chosen = $state(-1);
  /** Which list that place is in. */
  #turn = 0;
  /** Whether the chosen row's answer is still to be shown. */
  #waiting = $state(false);

  /** The answers whose edits are not saved. */
  readonly unsaved = $derived(this.#kept.filter((open) => open.worthKeeping));
  /** The answer on the right, if it was ever saved. */
  readonly selectedId = $derived(this.current?.id ?? null);
  /** The row of the answer on the right, or -1 when it is not in the list. */
  readonly selectedIndex = $derived.by(() => {
    const at = this.list.indexOf(this.selectedId);
    return at < 0 && this.#waiting ? this.#chosen : at;
  });

  /** Reads the rows and the shown answer anew; shows the first one when none is shown yet. */
  async start(): Promise<void> {
    await this.refresh();
    const first = this.list.rows.row(0);
    if (this.current === null && first) await this.openAnswer(first.id);
  }

  /** Something changed, here or beside us. */
  async refresh(): Promise<void> {
    await Promise.all([this.list.rows.reload(), this.current?.load()]);
  }

  /** Shows the answer `id`; edits left in it before are still there. */
  async openAnswer(id: string): Promise<void> {
    const known = this.#kept.find((open) => open.id === id);
    const at = this.list.indexOf(id);
    if (at >= 0) this.#chosen = at;
    this.#turn = this.list.turn;
    this.#waiting = false;
    if (known && known === this.current) return;
    await this.#show(known ?? new OpenAnswerState(id)).load();
  }

  /** Begins a new answer; `phrasing` is the customer's message it is for. */
  openCreate(start: { phrasing?: string } = {}): void {
    const phrasing = start.phrasing ?? "";
    const untouched = this.#kept.find(
      (open) => open.id === null && !open.worthKeeping,
    );
    if (untouched && phrasing === "") this.#show(untouched);
    else this.#show(new OpenAnswerState(null, phrasing));
    this.edit("title");
  }

  /** Shows an answer that was left with edits. */
  resume(open: OpenAnswerState): void {
    this.#show(open);
    this.tab = "write";
    void open.load();
  }

  /** Shows the editor with the cursor in `field`. */
  edit(field: NonNullable<FocusWish> = "body"): void {
    if (this.current === null) return;
    this.tab = "write";
    this.focusWish = field;
  }

  /** Chooses the row `by` further on. */
  move(by: number): void {
    const at = this.selectedIndex;
    // In a list that was narrowed since, walking begins at its top.
    if (at < 0 && this.#turn !== this.list.turn) this.#chosen = -1;
    this.choose(Math.max((at >= 0 ? at : this.#chosen) + by, 0));
  }

  /** Chooses the row at `index`; one that is not here yet is shown once {@link settle} finds it. */
  choose(index: number): void {
    const { rows } = this.list;
    if (rows.total === 0) return;
    this.#chosen = Math.min(index, rows.total - 1);
    this.#turn = this.list.turn;
    this.#waiting = true;
    if (rows.row(this.#chosen)) this.settle();
    else rows.need(this.#chosen, this.#chosen + 1);
  }

  /** Shows the chosen row's answer as soon as the row is here. */
  settle(): void {
    const row = this.list.rows.row(this.#chosen);
    if (!row || !this.#waiting) return;
    this.#waiting = false;
    void this.openAnswer(row.id);
  }

  /** Gives up the edits of `open`; returns how to take that back. */
  giveUp(open: OpenAnswerState): () => void {
    const isNew = open.id === null;
    const typed: AnswerForm = open.revert();
    if (isNew) this.#forget(open);
    return () => {
      open.form = typed;
      this.resume(open);
    };
  }

  #forget(open: OpenAnswerState): void {
    this.#kept = this.#kept.filter((kept) => kept !== open);
    if (this.current === open) this.current = null;
  }

  #show(open: OpenAnswerState): OpenAnswerState {
    this.#kept = [
      ...this.#kept.filter((kept) => kept !== open && kept.worthKeeping),
      open,
    ];
    this.current = open;
    this.focusWish = null;
    return open;
  }
}

/** The library's state; one lives as long as the window, so that unsaved edits do. */
export function createLibraryState(): LibraryState {
  return new LibraryState();
}
