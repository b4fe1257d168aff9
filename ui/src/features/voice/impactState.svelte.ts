import type { CommandError, ImpactView, RuleInput } from "../../ipc";
import { commands } from "../../ipc";
import type { LongWork } from "./longWork.svelte";

/** What a rule would find in the library and in the last replies. */
export class ImpactState {
  /** The rule, set as it was when it was asked for. */
  rule = $state.raw<RuleInput | null>(null);
  view = $state.raw<ImpactView | null>(null);
  error = $state.raw<CommandError | null>(null);
  readonly #work: LongWork;

  constructor(work: LongWork) {
    this.#work = work;
  }

  readonly running = $derived.by(() => this.#work.owner === "impact");

  /** Whether what is here is about `rule`, applied to the same channels, locales and teams. */
  isOf(rule: RuleInput): boolean {
    const { rule: asked } = this;
    return (
      asked?.name === rule.name &&
      asked.channels.join() === rule.channels.join() &&
      asked.locales.join() === rule.locales.join() &&
      asked.teams.join() === rule.teams.join()
    );
  }

  async ask(rule: RuleInput): Promise<void> {
    this.rule = rule;
    this.view = null;
    this.error = null;
    const answer = await this.#work.run("impact", () =>
      commands.guideImpact(rule),
    );
    if (answer === null || this.rule !== rule) return;
    if (answer.status === "ok") this.view = answer.data;
    else if (answer.error.code === "cancelled") this.rule = null;
    else this.error = answer.error;
  }
}
