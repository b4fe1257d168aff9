import {
  commands,
  type Preferences,
  type WorkspaceView,
  settled,
} from "../ipc";
import { toasts } from "./toastState.svelte";

const SAVE_AFTER_MS = 400;

/** The open workspace and how this window likes to look. */
export class SessionState {
  workspace = $state.raw<WorkspaceView | null>(null);
  version = $state("");
  home = $state("");
  preferences = $state.raw<Preferences>({
    theme: "system",
    queueWidth: 284,
    suggestionsWidth: 344,
    libraryWidth: 420,
    textScale: 1,
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes a change over at once and saves it soon after the last one. */
  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), SAVE_AFTER_MS);
  }

  /** Fetches the workspace again: its counts, names and settings. */
  async refresh(): Promise<void> {
    const answer = await settled(commands.workspace());
    if (answer.status === "ok") this.workspace = answer.data;
  }

  async #save(): Promise<void> {
    const answer = await settled(commands.savePreferences(this.preferences));
    if (answer.status === "error") toasts.error(answer.error);
  }
}

export const session = new SessionState();
