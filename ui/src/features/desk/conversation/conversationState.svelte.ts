import {
  commands,
  settled,
  type CommandError,
  type ConversationView,
} from "../../../ipc";

/** The conversation that is open. */
export class ConversationState {
  view = $state.raw<ConversationView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** The conversation asked for last, which may not have arrived yet. */
  #wanted: string | null = null;

  /** Opens a conversation; gives what arrived, or `null` when it was overtaken or failed. */
  async open(id: string): Promise<ConversationView | null> {
    this.#wanted = id;
    const answer = await settled(commands.openConversation(id));
    if (this.#wanted !== id) return null; // Another one was chosen meanwhile.
    if (answer.status === "error") {
      this.problem = answer.error;
      this.view = null;
      return null;
    }
    this.problem = null;
    this.view = answer.data;
    return answer.data;
  }

  /** Fetches the open conversation again; what is shown stays when that fails. */
  async refresh(): Promise<void> {
    const id = this.view?.id;
    if (id === undefined) return;
    const answer = await settled(commands.openConversation(id));
    if (this.view?.id === id && this.#wanted === id && answer.status === "ok")
      this.view = answer.data;
  }

  close(): void {
    this.#wanted = null;
    this.view = null;
    this.problem = null;
  }
}
