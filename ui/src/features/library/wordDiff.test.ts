import { describe, expect, it } from "vitest";
import { wordDiff } from "./wordDiff";

/** Removed words in [-…-], added ones in {+…+}. */
function shown(before: string, after: string): string {
  return wordDiff(before, after)
    .map(({ kind, text }) => {
      if (kind === "same") return text;
      return kind === "added" ? `{+${text}+}` : `[-${text}-]`;
    })
    .join("");
}

describe("wordDiff", () => {
  it("marks the words that changed and nothing else", () => {
    expect(shown("Refunds take 5 days.", "Refunds take 7 working days.")).toBe(
      "Refunds take [-5 -]{+7 working +}days.",
    );
  });

  it("finds the longest common words, not the first ones", () => {
    expect(shown("a b c d", "b c d a")).toBe("[-a -]b c d {+a+}");
  });

  it("treats blanks after a word as no change of the word", () => {
    expect(shown("one two", "one two\n\nthree")).toBe("one two\n\n{+three+}");
  });

  it("shows a text that came or went in whole", () => {
    expect(shown("", "new words")).toBe("{+new words+}");
    expect(shown("old words", "")).toBe("[-old words-]");
    expect(shown("", "")).toBe("");
  });

  it("separates a word from its punctuation and keeps emoji whole", () => {
    expect(shown("Sorry 😡!", "Sorry 😀!")).toBe("Sorry [-😡-]{+😀+}!");
  });

  it("compares scripts without blanks by character", () => {
    expect(shown("返金は五日", "返金は七日")).toBe("返金は[-五-]{+七+}日");
  });

  it("compares long texts by line and loses nothing of either", () => {
    const long = (mark: string) =>
      Array.from(
        { length: 2_000 },
        (_, i) => `${mark}${String(i)} same words here ${mark}`,
      );
    const before = ["first", ...long("a"), "last"].join("\n");
    const after = ["first", ...long("b"), "last"].join("\n");
    const parts = wordDiff(before, after);
    const side = (gone: string) =>
      parts
        .filter(({ kind }) => kind !== gone)
        .map(({ text }) => text)
        .join("");
    expect(side("added")).toBe(before);
    expect(side("removed")).toBe(after);
  });

  it("answers for texts with more lines than can be compared", () => {
    const lines = (mark: string) =>
      Array.from({ length: 10_000 }, (_, i) => mark + String(i));
    const parts = wordDiff(lines("a").join("\n"), lines("b").join("\n"));
    expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });
});
