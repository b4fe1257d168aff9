import type { Progress, Result, Work } from "../../ipc";
import { commands, settled } from "../../ipc";

/** Long work of this room: one at a time, so that it is clear whose progress is told. */
export class LongWork {
  /** Whose work goes on. */
  owner = $state<Work | null>(null);
  progress = $state.raw<Progress | null>(null);
  cancelling = $state(false);
  #running: Promise<unknown> | null = null;
  #turn = 0;

  /** Runs `work` after what goes on was cancelled; `null` when it was itself replaced. */
  async run<T>(
    owner: Work,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T> | null> {
    const turn = ++this.#turn;
    await this.cancel();
    if (turn !== this.#turn) return null; // Something else was asked for meanwhile.
    this.owner = owner;
    this.progress = null;
    const running = settled(work());
    this.#running = running;
    const answer = await running;
    this.#running = null;
    this.owner = null;
    this.cancelling = false;
    return turn === this.#turn ? answer : null;
  }

  /** Cancels what goes on, and waits until it has ended. */
  async cancel(): Promise<void> {
    const [running, { owner }] = [this.#running, this];
    if (running === null || owner === null) return;
    this.cancelling = true;
    await settled(commands.cancelWork(owner));
    await running;
  }

  /** Takes note of how far it is. */
  advance(progress: Progress): void {
    if (progress.task === "lint" && this.owner !== null)
      this.progress = progress;
  }
}
