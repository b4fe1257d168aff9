import { describe, expect, it } from "vitest";
import { number, plural } from "../app/messages/shared";
import { fuzzy } from "./fuzzy";
import { pieces } from "./marks";
import { initials } from "./people";

describe("pieces", () => {
  it("cuts a text at its marks, in any order", () => {
    const marks = [
      { from: 6, to: 11 },
      { from: 0, to: 2 },
    ];
    expect(
      pieces("a wide world", marks).map((piece) => [piece.text, piece.marked]),
    ).toEqual([
      ["a ", true],
      ["wide", false],
      [" worl", true],
      ["d", false],
    ]);
  });

  it("keeps the whole text with marks that overlap or lie beyond its end", () => {
    const text = "refund 😡";
    const marks = [
      { from: 0, to: 4 },
      { from: 2, to: 6 },
      { from: 7, to: 99 },
      { from: 50, to: 60 },
    ];
    expect(
      pieces(text, marks)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});

describe("fuzzy", () => {
  it("prefers words to scattered letters and refuses chance matches", () => {
    const whole = fuzzy("lib", "Go to Library");
    const scattered = fuzzy("gtl", "Go to Library");
    expect(whole?.score).toBeGreaterThan(scattered?.score ?? Infinity);
    expect(whole?.marks).toEqual([{ from: 6, to: 9 }]);
    expect(fuzzy("aio", "Go to the library room")).toBeNull();
    expect(fuzzy("", "anything")).toEqual({ score: 0, marks: [] });
  });
});

it.each([
  ["Mira Osei", "MO"],
  ["jonas.bsky", "JB"],
  ["@northlight", "N"],
  ["Ana Maria de Souza", "AS"],
  ["نور الهاشمي", "نا"],
  ["🔥", "?"],
  ["", "?"],
])("stands for %s as %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it("parts thousands so that they cannot break", () => {
  expect(number(1284)).toBe("1\u00a0284");
  expect(number(999)).toBe("999");
  expect(plural(1, "answer", "answers")).toBe("1 answer");
});
