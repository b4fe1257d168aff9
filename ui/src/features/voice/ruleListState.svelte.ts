import type { RuleView } from "../../ipc";
import { isOn, isOwn } from "./guideForm";
import type { GuideState } from "./guideState.svelte";
import { plainName } from "./plainName";

/** What rules can be narrowed by. */
export const FACETS = ["style", "level", "state", "changed"] as const;
export type RuleFacet = (typeof FACETS)[number];

/** What of a facet's values is how often among the rules. */
export type FacetValue = { value: string; count: number };

/** The rules on the left: searched, narrowed, one chosen. */
export class RuleListState {
  text = $state("");
  only = $state<Record<RuleFacet, string | null>>(nothing());
  /** The chosen rule's name. */
  chosen = $state<string | null>(null);
  readonly #guide: GuideState;
  /** Where the chosen rule stood, so that walking goes on from there when it is gone. */
  #at = 0;

  constructor(guide: GuideState) {
    this.#guide = guide;
  }

  readonly #all = $derived.by(() => this.#guide.view?.rules ?? []);
  /** What is searched in each rule. */
  readonly #texts = $derived(
    new Map(this.#all.map((r) => [r.name, textOf(r)])),
  );
  readonly filtered = $derived(
    this.text.trim() !== "" ||
      FACETS.some((facet) => this.only[facet] !== null),
  );
  readonly total = $derived(this.#all.length);
  readonly rows = $derived.by(() => {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.#all.filter((rule) => {
      const text = this.#texts.get(rule.name) ?? "";
      return (
        words.every((word) => text.includes(word)) &&
        FACETS.every((facet) => this.#is(rule, facet, this.only[facet]))
      );
    });
  });
  /** The rule on the right: it stays when a search leaves it out. */
  readonly rule = $derived(
    this.#all.find((rule) => rule.name === this.chosen) ?? this.rows[0] ?? null,
  );
  readonly index = $derived(
    this.rows.findIndex((rule) => rule.name === this.rule?.name),
  );

  /** A facet's values, by how often they occur among all rules. */
  values(facet: RuleFacet): FacetValue[] {
    const counts = new Map<string, number>();
    for (const rule of this.#all)
      for (const value of this.#valuesOf(rule, facet))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].map(([value, count]) => ({ value, count }));
  }

  choose(index: number): void {
    const rule = this.rows[Math.max(0, Math.min(index, this.rows.length - 1))];
    if (!rule) return;
    this.chosen = rule.name;
    this.#at = this.rows.indexOf(rule);
  }

  /** Chooses the rule `by` further on. */
  move(by: number): void {
    const at = this.index >= 0 ? this.index : this.#at - (by > 0 ? 1 : 0);
    this.choose(at + by);
  }

  narrow(facet: RuleFacet, value: string | null): void {
    this.only[facet] = value;
  }

  clear(): void {
    this.text = "";
    this.only = nothing();
  }

  #is(rule: RuleView, facet: RuleFacet, value: string | null): boolean {
    return value === null || this.#valuesOf(rule, facet).includes(value);
  }

  #valuesOf(rule: RuleView, facet: RuleFacet): string[] {
    const setting = this.#guide.setting(rule);
    switch (facet) {
      case "style":
        return [rule.style];
      case "level":
        return [setting.level === "off" ? rule.defaultLevel : setting.level];
      case "state":
        if (rule.problem !== null) return ["problem"];
        return [isOn(rule, setting) ? "on" : "off"];
      case "changed":
        return [
          ...(isOwn(rule, setting) ? ["own"] : []),
          ...(this.#guide.isChanged(rule) ? ["unsaved"] : []),
        ];
    }
  }
}

function nothing(): Record<RuleFacet, string | null> {
  return { style: null, level: null, state: null, changed: null };
}

function textOf(rule: RuleView): string {
  const { name, style, message, reason, mustFlag, mustPass } = rule;
  const own = [name, plainName(name), style, message, reason ?? ""];
  return [...own, ...mustFlag, ...mustPass].join("\n").toLowerCase();
}
