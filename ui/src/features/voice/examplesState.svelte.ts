import type { GuideInput, RuleInput, RuleView, Span } from "../../ipc";
import { commands, settled } from "../../ipc";

/** More examples than this are shown without marks. */
const MOST = 24;
/** Rules that are only walked past are not tried. */
const REST_MS = 80;

/** What a rule finds in its own examples. */
export class ExamplesState {
  /** By the example's text; an example that was not tried yet is not in it. */
  found = $state.raw<ReadonlyMap<string, readonly Span[]>>(new Map());
  #asked = 0;

  /** Tries `rule` on its examples, switched on whatever its setting is. */
  async show(rule: RuleView, guide: GuideInput): Promise<void> {
    const asked = ++this.#asked;
    this.found = new Map();
    if (rule.problem !== null) return;
    await new Promise((go) => setTimeout(go, REST_MS));
    if (asked !== this.#asked) return;
    const examples = [...rule.mustFlag, ...rule.mustPass].slice(0, MOST);
    const input = { ...guide, rules: withOn(guide.rules, rule) };
    for (const text of examples) {
      const answer = await settled(commands.tryGuide(text, null, input));
      if (asked !== this.#asked) return; // Another rule is shown by now.
      if (answer.status === "error") return;
      const own = answer.data.findings.filter((one) => one.rule === rule.name);
      const spans = own.map(({ span }) => span);
      this.found = new Map([...this.found, [text, spans]]);
    }
  }
}

function withOn(rules: readonly RuleInput[], rule: RuleView): RuleInput[] {
  const { name } = rule;
  const everywhere = { channels: [], locales: [], teams: [] };
  const on: RuleInput = { name, level: "error", ...everywhere };
  return [...rules.filter((other) => other.name !== name), on];
}
