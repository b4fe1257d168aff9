import { commands } from "../ipc";

let told = false;

/** Tells the desk, once, that a person can begin: after the frame that shows it was painted. */
export function tellUsable(): void {
  if (told) return;
  told = true;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => void commands.usable().catch(() => undefined)),
  );
}
