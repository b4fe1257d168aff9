import type {
  CommandError,
  GuideInput,
  GuideView,
  Result,
  RuleView,
} from "../../ipc";
import { commands, settled } from "../../ipc";
import { changesOf, openChanges, rebased, sameGuide } from "./guideChanges";
import {
  emptyForm,
  isTooLong,
  levelWhenOn,
  linesOf,
  toForm,
  toInput,
  wordingFaults,
  type GuideForm,
  type RuleSetting,
} from "./guideForm";

/** What is being done to the guide just now. */
export type GuideDoing =
  | "loading"
  | "saving"
  | "approving"
  | "discarding"
  | "importing"
  | "removing"
  | "exporting";

/** The guide as it is known and as it stands in the room. It outlives the room. */
export class GuideState {
  view = $state.raw<GuideView | null>(null);
  form = $state<GuideForm>(emptyForm());
  doing = $state<GuideDoing | null>(null);
  /** What went wrong last; the form keeps what was changed. */
  error = $state.raw<CommandError | null>(null);
  /** The guide as somebody changed it meanwhile; the form still builds on the one before. */
  newer = $state.raw<GuideView | null>(null);
  #base = $state.raw<GuideForm>(emptyForm());
  /** The levels of rules before they were switched off. */
  readonly #before = new Map<string, RuleSetting["level"]>();

  readonly changes = $derived(changesOf(this.#base, this.form));
  readonly dirty = $derived(this.changes.length > 0);
  /** What the open revision changes in the guide in force. */
  readonly waiting = $derived(this.view === null ? [] : openChanges(this.view));
  readonly #changedRules = $derived(
    new Set(
      this.changes.flatMap((one) => (one.kind === "rule" ? [one.name] : [])),
    ),
  );
  readonly wordingFaults = $derived(wordingFaults(this.form.wordings));
  /** How many lines cannot be saved as they are. */
  readonly faults = $derived(
    this.wordingFaults.size +
      [...linesOf(this.form.names), ...linesOf(this.form.open)].filter(
        isTooLong,
      ).length +
      this.form.privateLines.filter(({ line }) => isTooLong(line)).length,
  );
  readonly canSave = $derived(
    this.doing === null && this.dirty && this.newer === null,
  );
  /** The guide as it would be saved, for trying it; `null` where nothing is changed. */
  readonly edited = $derived(this.dirty ? this.input() : null);

  rule(name: string): RuleView | undefined {
    return this.view?.rules.find((rule) => rule.name === name);
  }

  /** How a rule is set here. */
  setting(rule: RuleView): RuleSetting {
    return this.form.rules[rule.name] ?? rule;
  }

  /** Whether the rule is set other than it was read. */
  isChanged(rule: RuleView): boolean {
    return this.#changedRules.has(rule.name);
  }

  /** Sets a rule; one that has a problem stays off. */
  set(rule: RuleView, change: Partial<RuleSetting>): void {
    const before = this.setting(rule);
    if (change.level !== undefined && change.level !== "off" && rule.problem)
      return;
    if (change.level === "off") this.#before.set(rule.name, before.level);
    const { level, channels, locales, teams } = { ...before, ...change };
    this.form.rules[rule.name] = { level, channels, locales, teams };
  }

  /** Switches a rule on or off; `false` when it cannot be. */
  toggle(rule: RuleView): boolean {
    if (rule.problem !== null) return false;
    const isOff = this.setting(rule).level === "off";
    const before = this.#before.get(rule.name) ?? "off";
    this.set(rule, { level: isOff ? levelWhenOn(rule, before) : "off" });
    return true;
  }

  /** Sets a rule as its style has it. */
  reset(rule: RuleView): void {
    this.set(rule, {
      level: rule.defaultLevel,
      channels: [],
      locales: [],
      teams: [],
    });
  }

  /** Reads the guide; what was changed here stays. */
  async load(): Promise<void> {
    if (this.doing !== null) return;
    const isFirst = this.view === null;
    if (isFirst) this.doing = "loading";
    const answer = await settled(commands.guide());
    if (this.doing === "loading") this.doing = null;
    if (this.doing !== null) return; // A change was begun meanwhile; its answer is newer.
    if (answer.status === "error") this.error = answer.error;
    else this.#meet(answer.data);
    if (answer.status === "ok" && isFirst) this.error = null;
  }

  /** What would be saved. */
  input(): GuideInput {
    const { view } = this;
    return toInput(this.form, view?.rules ?? [], view?.next ?? 1);
  }

  /** Writes what was changed into an open revision. */
  async save(): Promise<boolean> {
    if (!this.canSave || this.faults > 0) return false;
    const sent = this.input();
    const answer = await this.#run("saving", commands.saveGuide(sent));
    if (answer.status === "error") {
      await this.#explain(sent.number);
      return false;
    }
    this.#adopt(answer.data, sent);
    return true;
  }

  /** Puts the open revision into force. */
  async approve(): Promise<boolean> {
    const open = this.view?.open;
    if (!open || this.doing !== null) return false;
    const call = commands.approveGuide(open.number);
    return this.#change("approving", call);
  }

  /** Puts the open revision away. */
  async discard(): Promise<boolean> {
    const open = this.view?.open;
    if (!open || this.doing !== null) return false;
    const call = commands.discardGuide(open.number);
    return this.#change("discarding", call);
  }

  async importStyle(path: string): Promise<boolean> {
    if (this.doing !== null) return false;
    return this.#change("importing", commands.importStyle(path));
  }

  async removeStyle(name: string): Promise<boolean> {
    if (this.doing !== null) return false;
    return this.#change("removing", commands.removeStyle(name));
  }

  async export(folder: string): Promise<boolean> {
    if (this.doing !== null) return false;
    const answer = await this.#run("exporting", commands.exportGuide(folder));
    return answer.status === "ok";
  }

  /** Writes an earlier guide anew; with `use` it counts at once. */
  async putBack(earlier: GuideView, use: boolean): Promise<boolean> {
    if (this.view === null || this.doing !== null) return false;
    const number = this.view.next;
    const input = toInput(toForm(earlier), earlier.rules, number);
    const call = commands.saveGuide(input);
    if (!(await this.#change("saving", call))) return false;
    return !use || this.view.open === null || this.approve();
  }

  /** Gives up what was changed and not saved; returns how to take that back. */
  revert(): () => void {
    const changed = $state.snapshot(this.form);
    const base = this.#base;
    this.#take(this.newer ?? this.view);
    this.error = null;
    return () => (this.form = rebased(base, changed, this.#base));
  }

  /** Builds on the newer guide, with what was changed here on top. */
  rebase(): void {
    if (this.newer) this.#carry(this.newer);
  }

  /** A refusal may mean that the guide moved on: that is said in its own words. */
  async #explain(number: number): Promise<void> {
    if (this.error?.code !== "refused" && this.error?.code !== "conflict")
      return;
    const answer = await settled(commands.guide());
    if (answer.status === "error" || answer.data.next === number) return;
    this.#meet(answer.data);
    // Only its number moved: with the next one it can be saved.
    this.newer ??= answer.data;
    this.error = null;
  }

  async #change(
    doing: GuideDoing,
    call: Promise<Result<GuideView>>,
  ): Promise<boolean> {
    const answer = await this.#run(doing, call);
    if (answer.status === "ok") this.#carry(answer.data);
    return answer.status === "ok";
  }

  async #run<T>(
    doing: GuideDoing,
    call: Promise<Result<T>>,
  ): Promise<Result<T>> {
    this.doing = doing;
    const answer = await settled(call);
    this.doing = null;
    this.error = answer.status === "error" ? answer.error : null;
    return answer;
  }

  /** Shows a guide that was read; under changes a different one waits in {@link newer}. */
  #meet(view: GuideView): void {
    const isKnown = this.view !== null && sameGuide(this.view, view);
    if (isKnown && this.newer === null) this.view = view;
    else if (this.dirty) this.newer = view;
    else this.#take(view);
  }

  /** Shows a guide that was changed from here; unsaved changes go on top of it. */
  #carry(view: GuideView): void {
    const [base, mine] = [this.#base, $state.snapshot(this.form)];
    const isDirty = this.dirty;
    this.#take(view);
    if (isDirty) this.form = rebased(base, mine, this.#base);
  }

  #take(view: GuideView | null): void {
    if (view === null) return;
    const base = toForm(view, this.form);
    this.view = view;
    this.newer = null;
    this.#base = base;
    this.form = structuredClone(base);
  }

  /** Takes over what was saved; what was changed while it was on its way stays. */
  #adopt(view: GuideView, sent: GuideInput): void {
    const meanwhile =
      JSON.stringify(this.input()) !== JSON.stringify(sent)
        ? $state.snapshot(this.form)
        : null;
    const saved = toForm(view, this.form);
    this.#take(view);
    if (meanwhile) this.form = rebased(saved, meanwhile, this.#base);
  }
}
