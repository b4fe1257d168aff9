// Wordings to choose from, as the person at the desk meets them.
import { undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keys } from "../../../shared/keys";
import { session } from "../../../shared/sessionState.svelte";
import { accessibilityFaults } from "../../../test/accessibility";
import type { FakeAnswer } from "../../../test/fakeAnswers";
import { FakeDesk } from "../../../test/fakeDesk";
import Desk from "../Desk.svelte";
import { DeskState } from "../deskState.svelte";

const ANSWER: FakeAnswer = {
  id: "thanks",
  title: "Thanks",
  body: "{% choice %}Hi{% or %}Hello{% or %}{% endchoice %} {{customer.first_name}}. {% choice %}Thanks!{% or %}Thank you!{% endchoice %}",
  confidence: 90,
  words: ["thanks"],
};
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);

function editor(): EditorView {
  const view = EditorView.findFromDOM(screen.getByTestId("composer"));
  if (!view) throw new Error("the reply is shown in an editor");
  return view;
}
const reply = () => editor().state.doc.toString();
const items = () =>
  screen
    .getAllByRole("menuitemradio")
    .map((item) => item.textContent.trim().replace(/\d$/, "").trim());

async function show() {
  const fake = new FakeDesk([
    {
      name: "Mira Osei",
      handle: "@miraosei",
      channel: "x",
      text: "thanks",
      due: 12,
    },
  ]).install();
  fake.answers = [ANSWER];
  session.workspace = fake.workspace();
  const room = new DeskState();
  render(Desk, { state: room, onsearch: vi.fn(), onpick: vi.fn() });
  await screen.findByTestId("composer");
  await vi.waitFor(() => expect(room.composer?.editor).toBeTruthy());
  await room.composer?.insert("thanks");
  expect(reply()).toBe("Hi Mira. Thanks!");
  return userEvent.setup();
}

beforeEach(() => window.addEventListener("keydown", onkeydown));
afterEach(() => window.removeEventListener("keydown", onkeydown));

it("lists the wordings at Tab, takes one by arrow keys and Enter, and says so", async () => {
  const user = await show();
  await user.keyboard("{Tab}");
  const menu = await screen.findByRole("menu", {
    name: "Wordings to choose from",
  });
  expect(items()).toEqual(["Hi", "Hello", "Leave it out"]);
  expect(menu.contains(document.activeElement)).toBe(true);
  expect(document.activeElement?.getAttribute("aria-checked")).toBe("true");
  expect(await accessibilityFaults()).toEqual([]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(reply()).toBe("Hello Mira. Thanks!");
  expect(screen.getByTestId("composer-said").textContent).toBe("Chosen: Hello");
  expect(document.activeElement).toBe(editor().contentDOM);
  undo(editor());
  expect(reply()).toBe("Hi Mira. Thanks!");
});

it("takes one by digit, goes on with Tab, and stays with Escape", async () => {
  const user = await show();
  await user.keyboard("{Tab}");
  await screen.findByRole("menu");
  await user.keyboard("3");
  expect(reply()).toBe(" Mira. Thanks!");
  await user.keyboard("{Tab}");
  await vi.waitFor(() => expect(items()).toEqual(["Thanks!", "Thank you!"]));
  await user.keyboard("{Shift>}{Tab}{/Shift}");
  await vi.waitFor(() => expect(items()).toHaveLength(3));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(editor().contentDOM);
  expect(reply()).toBe(" Mira. Thanks!");
});

it("opens above the words where it would cover the verdict below them", async () => {
  const user = await show();
  const rect = (element: HTMLElement) => {
    if (element.matches(".cm-choice")) return new DOMRect(40, 200, 20, 20);
    if (element.contains(screen.queryByRole("menu")))
      return new DOMRect(0, 0, 200, 100);
    return new DOMRect(0, 300, 600, 60); // The strip at the end of the composer.
  };
  const spy = vi
    .spyOn(HTMLElement.prototype, "getBoundingClientRect")
    .mockImplementation(function (this: HTMLElement) {
      return rect(this);
    });
  await user.keyboard("{Tab}");
  const menu = await screen.findByTestId("choice-menu");
  expect(menu.style.top).toBe("96px");
  spy.mockRestore();
});

it("lists them once more by the key of its own", async () => {
  const user = await show();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(await screen.findByRole("menu")).toBeTruthy();
  expect(items(), "the nearest behind the cursor or before it").toEqual([
    "Thanks!",
    "Thank you!",
  ]);
});
