import type { AnswerView, CommandError, Result } from "../../ipc";
import { commands, settled } from "../../ipc";
import type { AnswerForm } from "./answerForm";
import {
  emptyForm,
  faultsOf,
  isEmptyForm,
  sameContent,
  sameForm,
  shortcutOf,
  toForm,
  toInput,
} from "./answerForm";

/** What is being done to the answer just now. */
export type Doing =
  "loading" | "saving" | "approving" | "retiring" | "restoring" | "discarding";

/** One answer on the right: as it is known, and as it stands in the editor. */
export class OpenAnswerState {
  /** `null` until it is saved for the first time. */
  id = $state<string | null>(null);
  view = $state.raw<AnswerView | null>(null);
  form = $state<AnswerForm>(emptyForm());
  doing = $state<Doing | null>(null);
  /** What went wrong last; the form keeps what was typed. */
  error = $state.raw<CommandError | null>(null);
  /** Whether saving was tried, so that empty fields may be pointed out. */
  tried = $state(false);
  /** Whether the answer changed elsewhere under edits that are not saved. */
  overtaken = $state(false);
  /** The form as it was last loaded or saved. */
  #base = $state.raw<AnswerForm>(emptyForm());

  readonly dirty = $derived(!sameForm(this.form, this.#base));
  /** Whether what was typed changes what customers read, so that it needs approval. */
  readonly needsApproval = $derived(!sameContent(this.form, this.#base));
  readonly faults = $derived(faultsOf(this.form));
  /** A shortcut that could not be saved, because another answer has it. */
  #taken = $state<string | null>(null);
  /** Whether that is the one in the form. */
  readonly shortcutTaken = $derived(
    this.#taken !== null && shortcutOf(this.form) === this.#taken,
  );
  readonly faulty = $derived(Object.keys(this.faults).length > 0);
  readonly retired = $derived(this.view?.state === "retired");
  readonly canSave = $derived(this.doing === null && this.dirty);
  readonly canApprove = $derived(
    this.doing === null &&
      !this.retired &&
      (this.dirty || (this.view !== null && this.view.hasOpen)),
  );
  /** The approved revision that stays in service beside a newer, open one. */
  readonly inService = $derived(
    this.view?.hasOpen && !this.retired
      ? (this.view.approval?.revision ?? null)
      : null,
  );

  /** `id` of a known answer, or `null` for a new one that begins with `phrasing`. */
  constructor(id: string | null, phrasing = "") {
    this.id = id;
    this.form = emptyForm(phrasing);
  }

  /** Whether closing it would lose something. */
  get worthKeeping(): boolean {
    return this.id === null ? !isEmptyForm(this.form) : this.dirty;
  }

  /** Reads the answer; what was typed stays. */
  async load(): Promise<void> {
    const { id } = this;
    if (id === null || this.doing !== null) return;
    this.doing = this.view === null ? "loading" : null;
    const answer = await settled(commands.answer(id));
    if (this.doing === "loading") this.doing = null;
    if (this.doing !== null) return; // A change was begun meanwhile; its answer is newer.
    this.error = answer.status === "error" ? answer.error : null;
    if (answer.status === "ok") this.#take(answer.data);
  }

  /** Saves what was typed; `false` when it could not be. */
  async save(): Promise<boolean> {
    if (!this.dirty && this.id !== null) return true;
    if (this.doing !== null) return false;
    this.tried = true;
    this.#taken = null;
    if (this.faulty) return false;
    const { id } = this;
    const sent = $state.snapshot(this.form);
    const input = toInput(sent);
    const saved = await this.#run("saving", () =>
      id === null
        ? commands.createAnswer(input)
        : commands.editAnswer(id, input),
    );
    if (saved === null) {
      this.#noteTaken(sent);
      return false;
    }
    this.#adopt(saved, sent);
    return true;
  }

  /** Saves, and puts the open revision into service. */
  async approve(): Promise<boolean> {
    if (!this.canApprove || !(await this.save())) return false;
    const { id } = this;
    // Only topics, owner and the like changed: they need no approval.
    if (id === null || !this.view?.hasOpen) return true;
    return this.#change("approving", () => commands.approveAnswer(id));
  }

  async retire(): Promise<boolean> {
    const { id } = this;
    return (
      id !== null && this.#change("retiring", () => commands.retireAnswer(id))
    );
  }

  async restore(): Promise<boolean> {
    const { id } = this;
    return (
      id !== null && this.#change("restoring", () => commands.restoreAnswer(id))
    );
  }

  /** Throws the open revision away; the approved one is the newest again. */
  async discard(): Promise<boolean> {
    const { id } = this;
    return (
      id !== null &&
      this.#change("discarding", () => commands.discardRevision(id))
    );
  }

  /** Gives up what was typed and not saved; returns it, for taking that back. */
  revert(): AnswerForm {
    const typed = $state.snapshot(this.form);
    this.#base = this.view ? toForm(this.view.input) : emptyForm();
    this.form = structuredClone(this.#base);
    this.overtaken = false;
    this.tried = false;
    this.error = null;
    return typed;
  }

  async #change(
    doing: Doing,
    command: () => Promise<Result<AnswerView>>,
  ): Promise<boolean> {
    if (this.doing !== null) return false;
    const view = await this.#run(doing, command);
    if (view !== null) this.#take(view);
    return view !== null;
  }

  async #run(
    doing: Doing,
    command: () => Promise<Result<AnswerView>>,
  ): Promise<AnswerView | null> {
    this.doing = doing;
    const answer = await settled(command());
    this.doing = null;
    this.error = answer.status === "error" ? answer.error : null;
    return answer.status === "ok" ? answer.data : null;
  }

  /** A refusal that is about the shortcut is said at its field, not above the answer. */
  #noteTaken(sent: AnswerForm): void {
    const shortcut = shortcutOf(sent);
    const { error } = this;
    if (error?.code !== "conflict" || shortcut === null) return;
    if (!error.message.includes(`/${shortcut}`)) return;
    this.#taken = shortcut;
    this.error = null;
  }

  /** Shows `view`; a form with edits keeps them and says when they no longer build on it. */
  #take(view: AnswerView): void {
    const theirs = toForm(view.input);
    if (this.dirty) {
      this.overtaken = this.overtaken || !sameForm(theirs, this.#base);
    } else {
      this.#base = theirs;
      this.form = structuredClone(theirs);
    }
    this.view = view;
  }

  /** Takes over what was saved; words typed while `sent` was on its way stay. */
  #adopt(view: AnswerView, sent: AnswerForm): void {
    this.id = view.id;
    this.view = view;
    this.overtaken = false;
    this.tried = false;
    const typedOn = !sameForm(this.form, sent);
    this.#base = typedOn ? sent : toForm(view.input);
    if (!typedOn) this.form = structuredClone(this.#base);
  }
}
