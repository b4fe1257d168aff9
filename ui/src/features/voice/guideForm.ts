// The voice guide as it stands in the room: what can be changed, what has changed, what is sent.

import type {
  Channel,
  GuideInput,
  GuideView,
  PrivateLineView,
  RuleInput,
  RuleLevel,
  RuleView,
} from "../../ipc";

/** How a rule is set. */
export interface RuleSetting {
  level: RuleLevel;
  channels: Channel[];
  locales: string[];
  teams: string[];
}

/** A line of the say / don't say table; `id` holds while it is edited. */
export interface WordingLine {
  id: number;
  avoid: string;
  say: string;
  why: string;
}

/** Everything that can be changed; `names` and `open` hold one entry a line. */
export interface GuideForm {
  rules: Record<string, RuleSetting>;
  wordings: WordingLine[];
  names: string;
  /** What may be told in public. */
  open: string;
  privateLines: PrivateLineView[];
}

/** The longest line that the guide takes, in bytes. */
export const LINE_LIMIT = 1000;

/** Whether what a rule finds is shown to those who write. */
export function isOn(rule: RuleView, setting: RuleSetting): boolean {
  return setting.level !== "off" && rule.problem === null;
}

/** The level that a rule gets when it is switched on. */
export function levelWhenOn(rule: RuleView, before: RuleLevel): RuleLevel {
  if (before !== "off") return before;
  if (rule.level !== "off") return rule.level;
  return rule.defaultLevel === "off" ? "warning" : rule.defaultLevel;
}

/** Whether a rule is set other than its style has it. */
export function isOwn(rule: RuleView, setting: RuleSetting): boolean {
  return (
    setting.level !== rule.defaultLevel ||
    setting.channels.length > 0 ||
    setting.locales.length > 0 ||
    setting.teams.length > 0
  );
}

export function sameSetting(
  a: RuleSetting | undefined,
  b: RuleSetting | undefined,
): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.level === b.level &&
      a.channels.join() === b.channels.join() &&
      a.locales.join() === b.locales.join() &&
      a.teams.join() === b.teams.join())
  );
}

/** The entries of a field that holds one a line, each once. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

let lastId = 0;

/** A line for the say / don't say table. */
export function wordingLine(
  words: Partial<Omit<WordingLine, "id">> = {},
): WordingLine {
  lastId += 1;
  return { avoid: "", say: "", why: "", ...words, id: lastId };
}

export function emptyForm(): GuideForm {
  return { rules: {}, wordings: [], names: "", open: "", privateLines: [] };
}

/** The form of a guide; lines that `like` holds too keep their ids, so that fields keep the cursor. */
export function toForm(view: GuideView, like?: GuideForm): GuideForm {
  const known = new Map(like?.wordings.map((line) => [keyOf(line), line.id]));
  const rules: GuideForm["rules"] = {};
  for (const { name, level, channels, locales, teams } of view.rules)
    rules[name] = {
      level,
      channels: [...channels],
      locales: [...locales],
      teams: [...teams],
    };
  return {
    rules,
    wordings: view.wordings.map((wording) => {
      const line = wordingLine(wording);
      return { ...line, id: known.get(keyOf(line)) ?? line.id };
    }),
    names: view.names.join("\n"),
    open: view.public.join("\n"),
    privateLines: view.privateLines.map((line) => ({ ...line })),
  };
}

/** A rule as it is sent. */
export function ruleInput(name: string, setting: RuleSetting): RuleInput {
  const { level, channels, locales, teams } = setting;
  return {
    name,
    level,
    channels: [...channels],
    locales: [...locales],
    teams: [...teams],
  };
}

/** What is sent: of the rules only those that are set other than their styles have them. */
export function toInput(
  form: GuideForm,
  rules: readonly RuleView[],
  number: number,
): GuideInput {
  const own = rules.flatMap((rule) => {
    const setting = form.rules[rule.name];
    return setting && isOwn(rule, setting)
      ? [ruleInput(rule.name, setting)]
      : [];
  });
  return {
    number,
    rules: own,
    wordings: filled(form.wordings).map(({ avoid, say, why }) => ({
      avoid: avoid.trim(),
      say: say.trim(),
      why: why.trim(),
    })),
    names: linesOf(form.names),
    public: linesOf(form.open),
    privateLines: form.privateLines
      .map(({ channel, line }) => ({ channel, line: line.trim() }))
      .filter(({ line }) => line !== ""),
  };
}

/** The lines of the table that say anything. */
export function filled(lines: readonly WordingLine[]): WordingLine[] {
  return lines.filter((line) => `${line.avoid}${line.say}${line.why}`.trim());
}

/** What a line is known by: two with the same words to avoid cannot both be kept. */
export function keyOf(line: { avoid: string }): string {
  return line.avoid.trim().toLowerCase();
}

/** What keeps a line of the table from being saved. */
export type WordingFault = "avoid_missing" | "twice" | "too_long";

/** The faults of the table's lines, by their ids. */
export function wordingFaults(
  lines: readonly WordingLine[],
): Map<number, WordingFault> {
  const faults = new Map<number, WordingFault>();
  const seen = new Set<string>();
  for (const line of filled(lines)) {
    const key = keyOf(line);
    const texts = [line.avoid, line.say, line.why];
    if (key === "") faults.set(line.id, "avoid_missing");
    else if (seen.has(key)) faults.set(line.id, "twice");
    else if (texts.some(isTooLong)) faults.set(line.id, "too_long");
    seen.add(key);
  }
  return faults;
}

const encoder = new TextEncoder();

/** Whether the guide does not take a text of this length. */
export function isTooLong(text: string): boolean {
  if (text.length * 3 <= LINE_LIMIT) return false;
  return encoder.encode(text.trim()).length > LINE_LIMIT;
}
