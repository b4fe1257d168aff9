import { describe, expect, it } from "vitest";
import { faults, wordsOf } from "./synonyms";

describe("words that mean the same", () => {
  it("are read between commas, tidy and once", () => {
    expect(wordsOf(" refund,, money   back ,Refund! ")).toEqual([
      "refund",
      "money back",
    ]);
    expect(wordsOf(" , ")).toEqual([]);
  });

  it.each([
    [
      ["refund, money back", ""],
      [null, null],
    ],
    [["refund"], [{ kind: "alone", word: "refund" }]],
    [["refund, 🎉"], [{ kind: "letterless", word: "🎉" }]],
    [
      [`refund, ${"ä".repeat(61)}`],
      [{ kind: "long", word: "ä".repeat(61), most: 60 }],
    ],
    [
      ["box, parcel", "packet, Parcel"],
      [null, { kind: "twice", word: "Parcel", other: "box" }],
    ],
    [
      [Array.from({ length: 21 }, (_, n) => `w${n}`).join(",")],
      [{ kind: "many", most: 20 }],
    ],
  ])("say what is wrong with %j", (lines, expected) => {
    expect(faults(lines)).toEqual(expected);
  });
});
