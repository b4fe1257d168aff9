import { commands } from "../ipc";

/** Whether a person can begin to work. */
class Usable {
  told = $state(false);
  #telling = false;

  /** Tells the desk, once, that a person can begin: after the frame that shows it was painted. */
  tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        this.told = true;
        void commands.usable().catch(() => undefined);
      }),
    );
  }
}

export const usable = new Usable();
