import { render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { DiffView } from "../ipc";
import WordDiff from "./WordDiff.svelte";
import { wordDiff } from "./wordDiff";

/** Removed words in [-…-], added ones in {+…+}. */
function shown(before: string, after: string): string {
  return wordDiff(before, after)
    .map(({ change, text }) => {
      if (change === "same") return text;
      return change === "added" ? `{+${text}+}` : `[-${text}-]`;
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
        .filter(({ change }) => change !== gone)
        .map(({ text }) => text)
        .join("");
    expect(side("added")).toBe(before);
    expect(side("removed")).toBe(after);
  });

  it("answers for texts with more lines than can be compared", () => {
    const lines = (mark: string) =>
      Array.from({ length: 10_000 }, (_, i) => mark + String(i));
    const parts = wordDiff(lines("a").join("\n"), lines("b").join("\n"));
    expect(parts.map(({ change }) => change)).toEqual(["removed", "added"]);
  });
});

/** What a diff reads like, removed words in [] and new ones in +. */
function read(diff: [DiffView["change"], string][]): string {
  render(WordDiff, { diff: diff.map(([change, text]) => ({ change, text })) });
  const shown = screen.getByTestId("word-diff").cloneNode(true) as HTMLElement;
  for (const aside of shown.querySelectorAll(".sr-only")) aside.remove();
  for (const gone of shown.querySelectorAll("del"))
    gone.textContent = `[${gone.textContent}]`;
  for (const added of shown.querySelectorAll("ins"))
    added.textContent = `+${added.textContent}+`;
  return shown.textContent;
}

it("keeps the blanks that its parts bring", () => {
  expect(
    read([
      ["same", "within "],
      ["removed", "5 days "],
      ["added", "24 hours"],
      ["same", ". Bye"],
    ]),
  ).toBe("within [5 days] +24 hours+. Bye");
});

it("parts words that bring none", () => {
  expect(
    read([
      ["same", "within"],
      ["removed", "5 days"],
      ["added", "24 hours"],
      ["same", "of it."],
      ["added", "Bye"],
    ]),
  ).toBe("within [5 days] +24 hours+ of it. +Bye+");
});

it("puts no blank into writing that has none", () => {
  expect(
    read([
      ["same", "退款"],
      ["removed", "五"],
      ["added", "七"],
      ["same", "天"],
    ]),
  ).toBe("退款[五]+七+天");
});
