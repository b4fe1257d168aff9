import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Span } from "../../../../ipc";
import { textChanges } from "./textChanges";

function changed(before: string, after: string, spans: Span[]) {
  const changes = textChanges(before, after, spans);
  const set = ChangeSet.of(changes, before.length);
  expect(set.apply(Text.of(before.split("\n"))).toString()).toBe(after);
  return set;
}

const words = (text: string) =>
  [...text.matchAll(/\S+/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));

describe("textChanges", () => {
  it("touches only what both texts do not share", () => {
    const set = changed(
      "one two three",
      "one three four",
      words("one two three"),
    );
    expect(set.mapPos(10, 1), "inside “three”").toBe(6);
    expect(set.touchesRange(0, 2)).toBe(false);
  });

  it("is nothing for the same text", () => {
    expect(textChanges("a b", "a b", words("a b"))).toEqual([]);
  });

  it("always ends at the new text, whatever was kept or named", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const text = () =>
      Array.from({ length: random(8) }, () => "abc🙌 "[random(5)]).join("");
    for (let run = 0; run < 500; run += 1) {
      const before = text();
      const spans = Array.from({ length: random(4) }, () => {
        const from = random(before.length + 1);
        return { from, to: from + random(before.length - from + 1) };
      });
      changed(before, text(), spans);
    }
  });
});
