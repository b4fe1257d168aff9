import type { CommandError, LikenessView } from "../../ipc";
import { commands } from "../../ipc";
import type { LongWork } from "./longWork.svelte";

/** How much the last replies sound like the approved answers. */
export class LikenessState {
  /** `null` until it was compared. */
  view = $state.raw<LikenessView | null>(null);
  error = $state.raw<CommandError | null>(null);
  readonly #work: LongWork;

  constructor(work: LongWork) {
    this.#work = work;
  }

  readonly running = $derived.by(() => this.#work.owner === "likeness");

  /** Compares when the part is opened, unless that would stop other work. */
  async show(): Promise<void> {
    if (this.#work.owner === null) await this.run();
  }

  async run(): Promise<void> {
    if (this.running) return;
    this.error = null;
    const answer = await this.#work.run("likeness", () => commands.likeness());
    if (answer === null) return;
    if (answer.status === "ok") this.view = answer.data;
    else if (answer.error.code !== "cancelled") this.error = answer.error;
  }
}
