import {
  commands,
  settled,
  type CommandError,
  type DraftView,
  type Insertion,
  type ReplyCheck,
  type SentReply,
  type Span,
  type UsedAnswer,
} from "../../../ipc";
import type { CheckPort } from "./checks/checkPort";
import { ReviewState, type Kept } from "./checks/reviewState.svelte";

const CHECK_AFTER_MS = 50;
const SAVE_AFTER_MS = 250;
const NOT_KEPT: Kept = { text: "", keep: () => undefined };

/** What the composer needs of the editor that shows its text. */
export interface Editor {
  /** Puts an answer in at the cursor, or in place of `over`; nothing else is replaced. */
  insert: (insertion: Insertion, over?: Span) => void;
  /** Puts several answers in at the cursor, one below the other; one undo takes them all back. */
  insertAll: (insertions: readonly Insertion[]) => void;
  focus: () => void;
  /** Lists the wordings to choose from at the cursor, else at the nearest place. */
  choose: () => void;
  /** Selects a stretch of the text. */
  show: (span: Span) => void;
  /** What checks found in the text. */
  checks: CheckPort;
}

/**
 * The reply being written: one per open conversation; the draft's text lives only here.
 *
 * It draws nothing: the editor reports each edit, and is asked to insert and to select.
 */
export class ComposerState {
  readonly conversation: string;
  text = $state("");
  /** The answers whose text is still in the reply. */
  answers = $state.raw<readonly UsedAnswer[]>([]);
  /** The newest check; of an earlier text while `checking`. */
  check = $state.raw<ReplyCheck | null>(null);
  saved = $state<"clean" | "waiting" | "saved" | "failed">("clean");
  sending = $state(false);
  /** The last thing that failed, until the next try. */
  problem = $state.raw<CommandError | null>(null);
  #editor: Editor | null = null;
  readonly review: ReviewState;
  #checkedText: string | null = null;
  #savedText: string;
  #savedAnswers: readonly UsedAnswer[] = [];
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #closed = false;

  /** `kept` is beside the draft, for the customer alone. */
  constructor(
    conversation: string,
    draft: DraftView | null,
    kept: Kept = NOT_KEPT,
  ) {
    this.conversation = conversation;
    this.review = new ReviewState(this, kept);
    this.text = draft?.text ?? "";
    this.answers = draft?.answers ?? [];
    this.#savedText = this.text;
    this.#savedAnswers = this.answers;
    this.saved = draft === null ? "clean" : "saved";
    void this.recheck();
  }

  readonly empty = $derived(this.text.trim() === "");
  readonly verdict = $derived(this.check?.verdict ?? "empty");
  readonly length = $derived(this.check?.length ?? 0);
  readonly limit = $derived(this.check?.limit ?? null);
  /** By how much it is too long. */
  readonly over = $derived(
    this.limit === null ? 0 : Math.max(0, this.length - this.limit),
  );

  /** The editor that shows the text, if it is drawn; it gets what is known of the text. */
  get editor(): Editor | null {
    return this.#editor;
  }
  set editor(editor: Editor | null) {
    this.#editor = editor;
    if (this.check && this.#checkedText !== null)
      editor?.checks.mark(this.check, this.#checkedText);
  }

  /** The text that `check` is about. */
  get checkedText(): string | null {
    return this.#checkedText;
  }

  /** Takes an edit from the editor. */
  edited(text: string, answers: readonly UsedAnswer[]): void {
    if (text === this.text && sameAnswers(answers, this.answers)) return;
    this.text = text;
    this.answers = text.trim() === "" ? [] : answers;
    this.saved = "waiting";
    clearTimeout(this.#checkTimer);
    clearTimeout(this.#saveTimer);
    this.#checkTimer = setTimeout(() => void this.recheck(), CHECK_AFTER_MS);
    this.#saveTimer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  /** Checks the text as it is now. */
  async recheck(): Promise<ReplyCheck | null> {
    clearTimeout(this.#checkTimer);
    const { text, answers } = this;
    const answer = await settled(
      commands.checkReply(this.conversation, text, [...answers]),
    );
    if (this.text !== text || this.#closed) return null; // Typed on: this answer is too late.
    if (answer.status === "error") {
      this.problem = answer.error;
      return null;
    }
    this.#checkedText = text;
    this.check = answer.data;
    this.editor?.checks.mark(answer.data, text);
    return answer.data;
  }

  /** The check of the text as it is now; `null` when there is none to be had. */
  async fresh(): Promise<ReplyCheck | null> {
    return this.#checkedText === this.text && this.check
      ? this.check
      : await this.recheck();
  }

  /** Saves the draft now, if there is anything to save. */
  flush(): Promise<void> {
    clearTimeout(this.#saveTimer);
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const { text, answers } = this;
    if (this.#closed) return;
    if (text === this.#savedText && sameAnswers(answers, this.#savedAnswers))
      return;
    const answer = await settled(
      commands.saveDraft(this.conversation, text, [...answers]),
    );
    if (answer.status === "error") {
      this.saved = "failed";
      this.problem = answer.error;
      return;
    }
    this.#savedText = text;
    this.#savedAnswers = answers;
    if (this.text === text) this.saved = text === "" ? "clean" : "saved";
  }

  /** Inserts an answer where the cursor is, or over `over` (a typed `/word`). */
  async insert(answer: string, over?: Span): Promise<boolean> {
    const before = this.text;
    const result = await settled(
      commands.insertAnswer(this.conversation, answer),
    );
    if (this.#closed || this.editor === null) return false;
    if (result.status === "error") {
      this.problem = result.error;
      return false;
    }
    // Typed on while it came: what was typed stays, and so does the `/word`.
    this.editor.insert(result.data, this.text === before ? over : undefined);
    this.editor.focus();
    return true;
  }

  /** Inserts several answers where the cursor is: all of them or none. */
  async insertAll(answers: readonly string[]): Promise<boolean> {
    const results = await Promise.all(
      answers.map((answer) =>
        settled(commands.insertAnswer(this.conversation, answer)),
      ),
    );
    if (this.#closed || this.editor === null) return false;
    const insertions: Insertion[] = [];
    for (const result of results) {
      if (result.status === "error") {
        this.problem = result.error;
        return false;
      }
      insertions.push(result.data);
    }
    this.editor.insertAll(insertions);
    this.editor.focus();
    return true;
  }

  /**
   * Goes to what keeps the reply from being sent: the first unfilled field, else the first finding
   * that stops it, else what is too long.
   */
  showProblem(): void {
    const { check, editor } = this;
    editor?.focus();
    const finding = check?.findings.find((one) => one.blocks);
    const span = check?.unfilled[0]?.span ?? (finding ? null : check?.over);
    if (span) editor?.show(span);
    else if (finding) editor?.checks.reveal(finding);
  }

  /** Copies the reply; the text that is now on the clipboard, or `null`. */
  async copy(): Promise<string | null> {
    if (!(await this.#isReady())) return null;
    const answer = await settled(
      commands.copyReply(this.conversation, this.text, [...this.answers]),
    );
    this.problem = answer.status === "error" ? answer.error : null;
    return answer.status === "ok" ? answer.data : null;
  }

  /** Copies the reply and marks it sent; `null` when it could not be. */
  async send(): Promise<SentReply | null> {
    if (this.sending) return null;
    this.sending = true;
    const sent = (await this.#isReady()) ? await this.#send() : null;
    this.sending = false;
    if (sent === null) void this.flush();
    return sent;
  }

  async #send(): Promise<SentReply | null> {
    clearTimeout(this.#saveTimer);
    await this.#saving; // A save that is under way must not bring the draft back afterwards.
    const { text, answers } = this;
    const answer = await settled(
      commands.sendReply(this.conversation, text, [...answers]),
    );
    if (answer.status === "error") {
      this.problem = answer.error;
      return null;
    }
    this.problem = null;
    this.#closed = true;
    this.#savedText = "";
    return answer.data;
  }

  async #isReady(): Promise<boolean> {
    const check = await this.fresh();
    if (check?.verdict === "ready") return true;
    if (check !== null) this.showProblem();
    return false;
  }

  /** Saves what is left to save; nothing that arrives later counts. */
  async close(): Promise<void> {
    clearTimeout(this.#checkTimer);
    await this.flush();
    this.#closed = true;
  }
}

function sameAnswers(
  one: readonly UsedAnswer[],
  other: readonly UsedAnswer[],
): boolean {
  return (
    one.length === other.length &&
    one.every(
      (answer, at) =>
        answer.id === other[at]?.id && answer.revision === other[at].revision,
    )
  );
}
