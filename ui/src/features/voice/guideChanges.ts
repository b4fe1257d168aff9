// What was changed in the guide since it was read, or is to be approved; and the same changes on
// top of a newer guide.

import type { ChangeKind, Channel, GuideView } from "../../ipc";
import {
  filled,
  keyOf,
  linesOf,
  sameSetting,
  toForm,
  type GuideForm,
  type RuleSetting,
  type WordingLine,
} from "./guideForm";

/** One change; `from` and `to` are empty where there was or is nothing. */
export type GuideChange =
  | { kind: "rule"; name: string; from: RuleSetting; to: RuleSetting }
  | { kind: "wording"; how: How; words: string; from: string; to: string }
  | { kind: "name" | "open"; how: "added" | "removed"; words: string }
  | { kind: "private"; how: How; channel: Channel; from: string; to: string }
  | { kind: "style"; how: How; name: string };

type How = ChangeKind;

const sameLine = (a: WordingLine, b: WordingLine) =>
  a.avoid.trim() === b.avoid.trim() &&
  a.say.trim() === b.say.trim() &&
  a.why.trim() === b.why.trim();

function byId(lines: readonly WordingLine[]): Map<number, WordingLine> {
  return new Map(filled(lines).map((line) => [line.id, line]));
}

function byKey(lines: readonly WordingLine[]): Map<string, WordingLine> {
  return new Map(filled(lines).map((line) => [keyOf(line), line]));
}

function byChannel(form: GuideForm): Map<Channel, string> {
  const lines = form.privateLines.map(
    ({ channel, line }): [Channel, string] => [channel, line.trim()],
  );
  return new Map(lines.filter(([, line]) => line !== ""));
}

/** What is different between two maps, first by the newer one's order. */
function compared<K, V>(
  from: ReadonlyMap<K, V>,
  to: ReadonlyMap<K, V>,
  same: (a: V, b: V) => boolean,
): [How, K][] {
  const out: [How, K][] = [];
  for (const [key, value] of to) {
    const before = from.get(key);
    if (before === undefined) out.push(["added", key]);
    else if (!same(before, value)) out.push(["changed", key]);
  }
  for (const key of from.keys()) if (!to.has(key)) out.push(["removed", key]);
  return out;
}

function comparedLines(
  from: string,
  to: string,
): ["added" | "removed", string][] {
  const before = new Set(linesOf(from));
  const after = new Set(linesOf(to));
  return [
    ...[...after]
      .filter((line) => !before.has(line))
      .map((line): ["added", string] => ["added", line]),
    ...[...before]
      .filter((line) => !after.has(line))
      .map((line): ["removed", string] => ["removed", line]),
  ];
}

/** Every change that leads from `base` to `form`. */
export function changesOf(base: GuideForm, form: GuideForm): GuideChange[] {
  const changes: GuideChange[] = [];
  for (const [name, to] of Object.entries(form.rules)) {
    const from = base.rules[name];
    if (from && !sameSetting(from, to))
      changes.push({ kind: "rule", name, from, to });
  }
  const [before, after] = [byId(base.wordings), byId(form.wordings)];
  for (const [how, id] of compared(before, after, sameLine)) {
    const [was, is] = [before.get(id), after.get(id)];
    const words = (is ?? was)?.avoid.trim() ?? "";
    const [from, to] = [lineText(was), lineText(is)];
    changes.push({ kind: "wording", how, words, from, to });
  }
  for (const kind of ["names", "open"] as const)
    for (const [how, words] of comparedLines(base[kind], form[kind]))
      changes.push({ kind: kind === "names" ? "name" : "open", how, words });
  const same = (a: string, b: string) => a === b;
  const [then, now] = [byChannel(base), byChannel(form)];
  for (const [how, channel] of compared(then, now, same)) {
    const [from = "", to = ""] = [then.get(channel), now.get(channel)];
    changes.push({ kind: "private", how, channel, from, to });
  }
  return changes;
}

/** A line of the table in one: what is not said, what instead, and why. */
function lineText(line: WordingLine | undefined): string {
  if (!line) return "";
  const [avoid, say, why] = [line.avoid, line.say, line.why].map((text) =>
    text.trim(),
  );
  return [avoid, say && `→ ${say}`, why && `(${why})`]
    .filter(Boolean)
    .join(" ");
}

/** What the revision that waits for approval changes in the guide in force. */
export function openChanges(view: GuideView): GuideChange[] {
  const { open } = view;
  if (open === null) return [];
  const after = toForm(view);
  const set = new Map(open.before.rules.map((rule) => [rule.name, rule]));
  const rules = view.rules.map((rule) => {
    const bare = {
      level: rule.defaultLevel,
      channels: [],
      locales: [],
      teams: [],
    };
    return { ...rule, ...bare, ...set.get(rule.name) };
  });
  const before = toForm({ ...view, ...open.before, rules }, after);
  const styles = open.styles.map(({ name, how }): GuideChange => ({
    kind: "style",
    how,
    name,
  }));
  return [...styles, ...changesOf(before, after)];
}

/** `theirs` with the changes that led from `base` to `mine`; where both changed one thing, mine. */
export function rebased(
  base: GuideForm,
  mine: GuideForm,
  theirs: GuideForm,
): GuideForm {
  const rules: GuideForm["rules"] = {};
  for (const [name, setting] of Object.entries(theirs.rules)) {
    const own = mine.rules[name];
    const changed = own && !sameSetting(own, base.rules[name] ?? setting);
    rules[name] = changed ? own : setting;
  }
  return {
    rules,
    wordings: rebasedWordings(base, mine, theirs),
    names: rebasedLines(base.names, mine.names, theirs.names),
    open: rebasedLines(base.open, mine.open, theirs.open),
    privateLines: rebasedPrivate(base, mine, theirs),
  };
}

function rebasedWordings(
  base: GuideForm,
  mine: GuideForm,
  theirs: GuideForm,
): WordingLine[] {
  const [was, own] = [byKey(base.wordings), byId(mine.wordings)];
  const ownByKey = byKey(mine.wordings);
  const taken = new Set<number>();
  const kept = theirs.wordings.flatMap((line) => {
    const before = was.get(keyOf(line));
    const now = before ? own.get(before.id) : ownByKey.get(keyOf(line));
    if (!now) return before ? [] : [line];
    taken.add(now.id);
    const isMine = !before || !sameLine(before, now);
    return [isMine ? { ...now, id: line.id } : line];
  });
  const wasId = byId(base.wordings);
  const added = mine.wordings.filter((line) => {
    const before = wasId.get(line.id);
    return !taken.has(line.id) && (!before || !sameLine(before, line));
  });
  return [...kept, ...added];
}

function rebasedLines(base: string, mine: string, theirs: string): string {
  const changes = comparedLines(base, mine);
  if (changes.length === 0) return theirs;
  const removed = new Set(
    changes.flatMap(([how, line]) => (how === "removed" ? [line] : [])),
  );
  const added = changes.flatMap(([how, line]) =>
    how === "added" ? [line] : [],
  );
  const kept = linesOf(theirs).filter((line) => !removed.has(line));
  return [...new Set([...kept, ...added])].join("\n");
}

function rebasedPrivate(
  base: GuideForm,
  mine: GuideForm,
  theirs: GuideForm,
): GuideForm["privateLines"] {
  const lines = byChannel(theirs);
  const own = byChannel(mine);
  const changes = compared(byChannel(base), own, (a, b) => a === b);
  for (const [how, channel] of changes) {
    if (how === "removed") lines.delete(channel);
    else lines.set(channel, own.get(channel) ?? "");
  }
  return [...lines].map(([channel, line]) => ({ channel, line }));
}

/** Whether two views hold the same guide, whatever its number. */
export function sameGuide(a: GuideView, b: GuideView): boolean {
  const content = ({
    rules,
    wordings,
    names,
    public: open,
    ...view
  }: GuideView) =>
    JSON.stringify([
      rules.map(({ name, level, channels, locales, teams }) => [
        name,
        level,
        channels,
        locales,
        teams,
      ]),
      wordings.map(({ avoid, say, why }) => [avoid, say, why]),
      names,
      open,
      view.privateLines.map(({ channel, line }) => [channel, line]),
      view.styles.map(({ name, rules: count }) => [name, count]),
    ]);
  return content(a) === content(b);
}
