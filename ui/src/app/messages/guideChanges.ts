import { plural } from "./shared";

/** What a change of the guide can be about, one and many. */
const CHANGED = {
  style: ["style", "styles"],
  rule: ["rule", "rules"],
  wording: ["wording", "wordings"],
  name: ["name", "names"],
  open: ["line that may be public", "lines that may be public"],
  private: ["private line", "private lines"],
} as const satisfies Record<string, readonly [string, string]>;
type ChangedKind = keyof typeof CHANGED;

/** What changes of the voice guide are called. */
export const guideChanges = {
  title: "Changes that are not saved",
  how: { added: "added", removed: "removed", changed: "changed" },
  style: (name: string) => (name === "config" ? "What all styles share" : name),
  kinds: {
    style: (count: number) => (count === 1 ? "Style" : "Styles"),
    rule: (count: number) => (count === 1 ? "Rule" : "Rules"),
    wording: () => "Say, don’t say",
    name: (count: number) => (count === 1 ? "Name" : "Names"),
    open: () => "May be told in public",
    private: () => "Message us privately",
  } satisfies Record<ChangedKind, (count: number) => string>,
  summary: (changes: readonly { kind: ChangedKind }[]) => {
    const kinds = Object.keys(CHANGED) as ChangedKind[];
    const counts = kinds.flatMap((kind) => {
      const count = changes.filter((one) => one.kind === kind).length;
      const [one, many] = CHANGED[kind];
      return count === 0 ? [] : [plural(count, one, many)];
    });
    return `Changes ${counts.join(", ")}.`;
  },
};
