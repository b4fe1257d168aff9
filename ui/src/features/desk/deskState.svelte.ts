import { tick } from "svelte";
import { commands, settled, type Result, type SentReply } from "../../ipc";
import { desk as text } from "../../app/messages/desk";
import { moment } from "../../shared/clock";
import { session } from "../../shared/sessionState.svelte";
import { toasts } from "../../shared/toastState.svelte";
import { ComposerState } from "./composer/composerState.svelte";
import { ConversationState } from "./conversation/conversationState.svelte";
import { QueueState } from "./queue/queueState.svelte";
import { SuggestionsState } from "./suggestions/suggestionsState.svelte";

const REFETCH_AFTER_MS = 60;

/** The Desk room: keeps queue, conversation, composer and suggestions on the same message. */
export class DeskState {
  readonly queue = new QueueState();
  readonly conversation = new ConversationState();
  readonly suggestions = new SuggestionsState();
  composer = $state.raw<ComposerState | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The conversation on its way, or the one that is here. */
  #opened: Promise<void> = Promise.resolve();
  #started = false;
  #shown = false;

  /** The room is shown: it is filled the first time, and fetched again later. */
  async show(): Promise<void> {
    if (this.#shown) return this.refetch();
    this.#shown = true;
    await this.begin();
  }

  /** Fills the room once; it may be asked for before the room is drawn. */
  async begin(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    await this.queue.rows.restart();
    const first = this.queue.rows.row(0);
    if (first && this.queue.selectedId === null) await this.open(first.id);
  }

  /** Opens a conversation; the draft of the one before is saved. */
  async open(id: string): Promise<void> {
    if (this.queue.selectedId === id && this.conversation.view?.id === id)
      return;
    this.queue.select(id);
    const kept = this.composer?.flush();
    // What was typed here must be saved before it is read again.
    if (this.composer?.conversation === id) await kept;
    void this.suggestions.load(id);
    await (this.#opened = this.#compose(id));
  }

  async #compose(id: string): Promise<void> {
    const view = await this.conversation.open(id);
    if (this.queue.selectedId !== id) return; // Another one was chosen meanwhile.
    // Only now: until the new one is here, what is typed still belongs to the old one.
    void this.composer?.close();
    const keep = (text: string) => {
      void settled(commands.savePrivateText(id, text)).then((answer) => {
        if (answer.status === "error" && this.composer?.conversation === id)
          this.composer.problem = answer.error;
      });
    };
    this.composer = view
      ? new ComposerState(id, view.draft, { text: view.privateText, keep })
      : null;
  }

  /** Moves `by` conversations down the queue. */
  move(by: number): void {
    const row = this.queue.neighbour(by);
    if (row) void this.open(row.id);
  }

  /** Something changed: fetches what is shown again; selection, scroll and typed text stay. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refetch(), REFETCH_AFTER_MS);
  }

  async refetch(): Promise<void> {
    const id = this.conversation.view?.id;
    await Promise.all([
      this.queue.reload(),
      this.conversation.refresh(),
      id === undefined ? undefined : this.suggestions.load(id),
      session.refresh(),
    ]);
    if (this.queue.selectedId === null) {
      const first = this.queue.rows.row(0);
      if (first) await this.open(first.id);
    }
  }

  /**
   * Inserts suggestion `number` at the composer's cursor. Suggestions may be here before their
   * conversation: then it waits for the composer.
   */
  async insertNumbered(number: number): Promise<void> {
    const { conversation } = this.suggestions;
    const suggestion = this.suggestions.numbered(number);
    if (!suggestion) return;
    await this.#opened;
    await tick(); // The composer is drawn.
    if (this.composer?.conversation !== conversation) return;
    if (suggestion.insertable) await this.insert(suggestion.id);
    else toasts.show({ message: text.suggestions.noText });
  }

  /** Inserts the first fitting answer of each question. */
  async insertTogether(): Promise<void> {
    const { conversation, together } = this.suggestions;
    await this.#opened;
    await tick();
    const { composer } = this;
    if (!composer || composer.conversation !== conversation) return;
    if (await composer.insertAll(together.map((one) => one.id))) return;
    if (composer.problem) toasts.error(composer.problem);
  }

  async insert(answer: string): Promise<void> {
    const { composer } = this;
    if (!composer || (await composer.insert(answer))) return;
    if (composer.problem) toasts.error(composer.problem);
  }

  /** Copies the reply, marks it sent and goes on; `false` when it could not be. */
  async send(): Promise<boolean> {
    const { composer } = this;
    const sent = (await composer?.send()) ?? null;
    if (composer && sent) await this.#afterSend(composer.conversation, sent);
    else if (composer?.problem) toasts.error(composer.problem);
    return sent !== null;
  }

  async copy(): Promise<void> {
    const { composer } = this;
    if (!composer) return;
    const copied = await composer.copy();
    if (copied !== null)
      toasts.show({ message: text.composer.copied, seconds: 3 });
    else if (composer.problem) toasts.error(composer.problem);
  }

  async #afterSend(conversation: string, sent: SentReply): Promise<void> {
    toasts.show({
      message: text.composer.sent,
      seconds: Math.max(1, Math.round(sent.undoMs / 1000)),
      action: {
        label: text.composer.undo,
        run: () => void this.#undo(conversation, sent.replyId),
      },
    });
    // A narrowed queue is worked off in its own order; the whole one by what is due first.
    const inOrder = this.queue.filtered || this.queue.filter.view !== "waiting";
    const successor = this.queue.successor?.id;
    await this.#goOn(
      conversation,
      inOrder ? successor : (sent.next ?? successor),
    );
  }

  /** Leaves a conversation that is done for now, for `next` or for an empty desk. */
  async #goOn(left: string, next: string | undefined): Promise<void> {
    this.queue.note();
    if (next !== undefined && next !== left) await this.open(next);
    else this.#clear();
    await this.queue.reload();
  }

  #clear(): void {
    void this.composer?.close();
    this.queue.selectedId = null;
    this.conversation.close();
    this.suggestions.close();
    this.composer = null;
  }

  /** Takes a sent reply back: its conversation opens with the draft as it was. */
  async #undo(conversation: string, reply: string): Promise<void> {
    const answer = await settled(commands.undoReply(conversation, reply));
    if (answer.status === "error") return toasts.error(answer.error);
    this.queue.selectedId = null; // So that it opens anew even if it is the one that is open.
    await this.open(conversation);
    await this.queue.reload();
    this.composer?.editor?.focus();
  }

  /** Resolves the open conversation and goes on, or reopens it. */
  async resolveOrReopen(): Promise<void> {
    const view = this.conversation.view;
    if (!view) return;
    if (view.state !== "open") return this.#reopen(view.id);
    await this.#leave(view.id, text.conversation.resolved, () =>
      commands.resolveConversation(view.id),
    );
  }

  async snooze(until: Date): Promise<void> {
    const view = this.conversation.view;
    if (!view) return;
    const at = until.toISOString();
    const message = text.conversation.snoozed(moment(at, Date.now()));
    await this.#leave(view.id, message, () =>
      commands.snoozeConversation(view.id, at),
    );
  }

  async #leave(
    id: string,
    message: string,
    act: () => Promise<Result<null>>,
  ): Promise<void> {
    await this.composer?.flush();
    const next = this.queue.successor?.id;
    const answer = await settled(act());
    if (answer.status === "error") return toasts.error(answer.error);
    toasts.show({
      message,
      seconds: 10,
      action: {
        label: text.conversation.undo,
        run: () => void this.#reopen(id),
      },
    });
    await this.#goOn(id, next);
  }

  async #reopen(id: string): Promise<void> {
    const answer = await settled(commands.reopenConversation(id));
    if (answer.status === "error") return toasts.error(answer.error);
    if (this.queue.selectedId !== id) await this.open(id);
    await this.refetch();
  }

  /** Assigns the open conversation to this member, or to nobody when it is theirs. */
  async assign(): Promise<void> {
    const view = this.conversation.view;
    const me = session.workspace?.member.id;
    if (!view || me === undefined) return;
    const member = view.assignee?.id === me ? null : me;
    const answer = await settled(commands.assignConversation(view.id, member));
    if (answer.status === "error") return toasts.error(answer.error);
    await Promise.all([this.conversation.refresh(), this.queue.reload()]);
  }

  /** Shows a conversation that has just come in. */
  async received(id: string): Promise<void> {
    if (this.queue.filtered || this.queue.filter.view !== "waiting") {
      this.queue.narrow({ text: "", channel: null, view: "waiting" });
    }
    await this.open(id);
    await this.queue.reload();
  }
}
