import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import type { DiffView } from "../../../../ipc";
import WordDiff from "./WordDiff.svelte";

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
