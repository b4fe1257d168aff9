// How one text becomes another around what both hold, so that what is kept is not touched.
import type { ChangeSpec } from "@codemirror/state";
import type { Span } from "../../../../ipc";

/** The changes from `before` to `after`; stretches of `before` that are still there stay. */
export function textChanges(
  before: string,
  after: string,
  stretches: readonly Span[],
): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  let from = 0;
  let newFrom = 0;
  const change = (to: number, newTo: number) => {
    const insert = after.slice(newFrom, newTo);
    if (before.slice(from, to) !== insert) changes.push({ from, to, insert });
  };
  for (const stretch of stretches) {
    const kept = before.slice(stretch.from, stretch.to);
    const at = after.indexOf(kept, newFrom);
    if (kept === "" || stretch.from < from || at < 0) continue;
    change(stretch.from, at);
    from = stretch.to;
    newFrom = at + kept.length;
  }
  change(before.length, after.length);
  return changes;
}
