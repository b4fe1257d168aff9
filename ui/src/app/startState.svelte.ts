import {
  commands,
  events,
  listen,
  settled,
  type CommandError,
  type NewWorkspace,
  type Progress,
  type Result,
  type Start,
} from "../ipc";
import { begun } from "../shared/begun";
import { session } from "../shared/sessionState.svelte";

/** How far the window is: opening, opened, waiting for a first choice, or not able to open. */
export type Stage = "opening" | "open" | "first_run" | "fatal";

/** Opens the home, and makes the workspace where there is none. */
export class StartState {
  stage = $state<Stage>("opening");
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** A workspace is being made. */
  working = $state(false);
  readonly #onopen: () => void;

  /** `onopen` is called as soon as there is a workspace, before anything of it is drawn. */
  constructor(onopen: () => void) {
    this.#onopen = onopen;
  }

  async begin(): Promise<void> {
    this.stage = "opening";
    this.problem = null;
    const stop = listen(
      events.progress,
      (progress) => (this.progress = progress),
    );
    const answer = await (begun.take() ?? settled(commands.start()));
    stop();
    this.progress = null;
    this.#take(answer, "fatal");
  }

  /** Makes a workspace; `true` when it is open. */
  async create(input: NewWorkspace): Promise<boolean> {
    if (this.working) return false;
    this.working = true;
    this.problem = null;
    const stop = listen(
      events.progress,
      (progress) => (this.progress = progress),
    );
    const answer = await settled(commands.createWorkspace(input));
    stop();
    this.working = false;
    this.progress = null;
    this.#take(answer, "first_run");
    return this.stage === "open";
  }

  #take(answer: Result<Start>, otherwise: Stage): void {
    if (answer.status === "error") {
      this.problem = answer.error;
      this.stage = otherwise;
      return;
    }
    const { workspace, preferences, version, home } = answer.data;
    session.workspace = workspace;
    session.preferences = preferences;
    session.version = version;
    session.home = home;
    if (workspace !== null) this.#onopen();
    this.stage = workspace === null ? "first_run" : "open";
  }
}
