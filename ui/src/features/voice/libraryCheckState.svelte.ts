import type { CommandError, LintedAnswer } from "../../ipc";
import { commands } from "../../ipc";
import type { LongWork } from "./longWork.svelte";

/** The library read with the guide: what is to be mended, the gravest first. */
export class LibraryCheckState {
  /** `null` until it was run. */
  rows = $state.raw<readonly LintedAnswer[] | null>(null);
  error = $state.raw<CommandError | null>(null);
  chosen = $state<string | null>(null);
  readonly #work: LongWork;

  constructor(work: LongWork) {
    this.#work = work;
  }

  readonly running = $derived.by(() => this.#work.owner === "check");
  readonly index = $derived(
    Math.max(
      0,
      (this.rows ?? []).findIndex((row) => keyOf(row) === this.chosen),
    ),
  );
  readonly current = $derived(this.rows?.[this.index] ?? null);
  /** How many errors, warnings and suggestions there are. */
  readonly counts = $derived(
    (this.rows ?? []).reduce<[number, number, number]>(
      ([a, b, c], { counts: [x, y, z] }) => [a + x, b + y, c + z],
      [0, 0, 0],
    ),
  );

  async run(): Promise<void> {
    if (this.running) return;
    this.error = null;
    const answer = await this.#work.run("check", () => commands.lintLibrary());
    if (answer === null) return;
    if (answer.status === "ok") this.rows = answer.data.toSorted(byGravity);
    else if (answer.error.code !== "cancelled") this.error = answer.error;
  }

  choose(index: number): void {
    const rows = this.rows ?? [];
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    this.chosen = row ? keyOf(row) : null;
  }

  move(by: number): void {
    this.choose(this.index + by);
  }
}

/** Tells the texts of one answer apart. */
function keyOf(row: LintedAnswer): string {
  return `${row.id} ${row.title}`;
}

function byGravity(a: LintedAnswer, b: LintedAnswer): number {
  const at = a.counts.findIndex((count, index) => count !== b.counts[index]);
  return at < 0 ? 0 : (b.counts[at] ?? 0) - (a.counts[at] ?? 0);
}
