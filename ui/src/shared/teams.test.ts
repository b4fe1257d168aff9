import { describe, expect, it } from "vitest";
import { knownTeams, teamFault, teamName } from "./teams";

describe("teams", () => {
  // The desk has the same lists beside its own rule, in `team.rs`.
  it.each([
    "support",
    "r & d",
    "social media",
    "pr-2",
    "a.b",
    "a. b",
    "öffentlich",
    "o\u0308ffentlich",
    "हिन्दी",
    "ภาษาไทย",
    "العربيّة",
    "日本語",
    "ⓐ",
  ])("takes %s", (name) => {
    expect(teamFault(name)).toBe(false);
  });

  it.each([
    "",
    "-a",
    "a-",
    "a--b",
    "a - - b",
    "a &- b",
    "a/b",
    "a,b",
    "a🙂",
    "x".repeat(41),
  ])("does not take “%s”", (name) => {
    expect(teamFault(name)).toBe(true);
  });

  it("are kept in small letters, each once, the usual ones first", () => {
    expect(teamName("  Social   Media ")).toBe("social media");
    expect(knownTeams(["press", "pr", "legal", "press"])).toEqual([
      "support",
      "marketing",
      "pr",
      "legal",
      "press",
    ]);
    expect(knownTeams(["press", "pr"], ["press", "pr"])).toEqual([
      "pr",
      "press",
    ]);
  });
});
