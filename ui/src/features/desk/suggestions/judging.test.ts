import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerHit } from "../../../ipc";
import { keys } from "../../../shared/keys";
import { rooms } from "../../../shared/roomState.svelte";
import { session } from "../../../shared/sessionState.svelte";
import ToastHost from "../../../shared/ToastHost.svelte";
import { toasts } from "../../../shared/toastState.svelte";
import { accessibilityFaults } from "../../../test/accessibility";
import { FakeDesk } from "../../../test/fakeDesk";
import Desk from "../Desk.svelte";
import { DeskState } from "../deskState.svelte";

let fake: FakeDesk;
let room: DeskState;
let chosen: ((hit: AnswerHit) => void) | null;
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);
const HIT: AnswerHit = {
  id: "router",
  title: "Using your own router",
  titleMarks: [],
  passage: null,
  shortcut: null,
  preview: "",
  insertable: true,
};

/** Opens a conversation of the pretended desk and waits for its suggestions. */
async function open(id: string) {
  fake = new FakeDesk().install();
  session.workspace = fake.workspace();
  room = new DeskState();
  chosen = null;
  render(Desk, {
    state: room,
    onsearch: vi.fn(),
    onpick: (choose: (hit: AnswerHit) => void) => (chosen = choose),
  });
  render(ToastHost);
  await screen.findByTestId("customer-card");
  await room.open(id);
  await vi.waitFor(() => expect(room.suggestions.view).not.toBeNull());
  await screen.findByTestId("composer");
  return userEvent.setup();
}
const card = (id: string) =>
  screen
    .getAllByTestId("suggestion")
    .find((one) => one.dataset["id"] === id) as HTMLElement;
const thumb = (id: string, name: "accept" | "reject") =>
  within(card(id)).getByTestId(name);
const pressed = (id: string, name: "accept" | "reject") =>
  thumb(id, name).getAttribute("aria-pressed") === "true";
const reply = () => room.composer?.text ?? "";

beforeEach(() => {
  window.innerWidth = 1280;
  window.addEventListener("keydown", onkeydown);
});
afterEach(() => {
  window.removeEventListener("keydown", onkeydown);
  for (const toast of toasts.list) toasts.close(toast.id);
  rooms.current = "desk";
  rooms.libraryRequest = null;
});

describe("thumbs", () => {
  it("learns a right suggestion at once, and forgets it with Undo", async () => {
    const user = await open("c1");
    await user.click(thumb("refund", "accept"));
    expect(pressed("refund", "accept")).toBe(true);
    await vi.waitFor(() =>
      expect(fake.memory.said("c1", "refund")).toBe("accepted"),
    );
    expect(screen.getByTestId("toast").textContent).toContain("10 s");
    expect(fake.count("send_reply") + fake.count("insert_answer")).toBe(0);
    await user.click(screen.getByTestId("toast-action"));
    await vi.waitFor(() => expect(pressed("refund", "accept")).toBe(false));
    expect(fake.memory.said("c1", "refund")).toBeNull();
  });

  it("takes a judgement back by the same thumb later", async () => {
    const user = await open("c1");
    await user.click(thumb("private", "reject"));
    await vi.waitFor(() =>
      expect(fake.memory.said("c1", "private")).toBe("rejected"),
    );
    for (const toast of toasts.list) toasts.close(toast.id);
    await user.click(thumb("private", "reject"));
    await vi.waitFor(() =>
      expect(fake.memory.said("c1", "private")).toBeNull(),
    );
    expect(pressed("private", "reject")).toBe(false);
  });

  it("shows the judgement before the desk has answered", async () => {
    const user = await open("c1");
    fake.handlers["accept_suggestion"] = () => new Promise(() => undefined);
    await user.click(thumb("refund", "accept"));
    await room.suggestions.load("c1");
    expect(pressed("refund", "accept"), "what is fetched now is older").toBe(
      true,
    );
  });

  it("shows what the desk knows when it could not learn", async () => {
    const user = await open("c1");
    fake.failing.set("reject_suggestion", {
      code: "busy",
      message: "another program is writing",
    });
    await user.click(thumb("refund", "reject"));
    expect(await screen.findByText("Another program is writing")).toBeTruthy();
    await vi.waitFor(() => expect(pressed("refund", "reject")).toBe(false));
  });

  it("judges the first suggestion by key, or the one that holds the focus", async () => {
    const user = await open("c1");
    screen.getByTestId("thread").focus();
    await user.keyboard("y");
    await vi.waitFor(() =>
      expect(fake.memory.said("c1", "refund")).toBe("accepted"),
    );
    within(card("private"))
      .getByRole("button", { name: /^Insert/ })
      .focus();
    await user.keyboard("x");
    await vi.waitFor(() =>
      expect(fake.memory.said("c1", "private")).toBe("rejected"),
    );
  });
});

describe("correcting", () => {
  it("asks for the right one after a rejection, and one Undo takes both back", async () => {
    const user = await open("c4");
    await user.click(thumb("student", "reject"));
    await user.click(await screen.findByTestId("toast-also"));
    chosen?.(HIT);
    await vi.waitFor(() =>
      expect(fake.memory.said("c4", "router")).toBe("accepted"),
    );
    expect(fake.memory.said("c4", "student")).toBe("rejected");
    expect(await screen.findByText(/answers it$/)).toBeTruthy();
    await user.click(screen.getByTestId("toast-action"));
    await vi.waitFor(() => expect(fake.memory.said("c4", "router")).toBeNull());
    await vi.waitFor(() =>
      expect(fake.memory.said("c4", "student")).toBeNull(),
    );
  });

  it("rejects nothing where nothing was said to fit", async () => {
    const user = await open("c5");
    await user.click(
      within(screen.getByTestId("no-fit")).getByText(/^The right one is/),
    );
    chosen?.(HIT);
    await vi.waitFor(() => expect(fake.count("correct_suggestion")).toBe(1));
    chosen = null;
    screen.getByTestId("thread").focus();
    await user.keyboard("c");
    expect(chosen, "the key asks too").not.toBeNull();
    const call = fake.calls.find((one) => one.name === "correct_suggestion");
    expect(call?.args).toEqual({
      conversation: "c5",
      wrong: null,
      right: "router",
    });
  });
});

describe("several questions", () => {
  it("stand above their own answers, numbered down the pane", async () => {
    await open("c4");
    const questions = screen.getAllByTestId("question");
    expect(questions.map((one) => one.textContent.trim())).toEqual([
      "“Do you offer student pricing on the 500 Mbit plan”",
      "“and can I bring my own router?”",
    ]);
    const cards = screen.getAllByTestId("suggestion");
    expect(
      cards.map((one) => [one.dataset["index"], one.dataset["id"]]),
    ).toEqual([
      ["1", "student"],
      ["2", "router"],
    ]);
  });

  it("are answered together by one key, and one undo takes all back", async () => {
    const user = await open("c4");
    fake.answers = fake.answers.map((one) =>
      one.id === "student" ? { ...one, body: "Half price for students." } : one,
    );
    await room.suggestions.load("c4");
    screen.getByTestId("thread").focus();
    await user.click(await screen.findByTestId("insert-all"));
    await vi.waitFor(() =>
      expect(reply()).toBe(
        "Half price for students.\n\nAny router with a WAN port works with our fibre.",
      ),
    );
    expect(room.composer?.answers.map((one) => one.id)).toEqual([
      "student",
      "router",
    ]);
    await user.keyboard("{Control>}z{/Control}");
    await vi.waitFor(() => expect(reply()).toBe(""));
  });
});

describe("absences", () => {
  it("are one line until they are opened, and lead to the library", async () => {
    const user = await open("c1");
    const line = screen.getByTestId("absences");
    expect(line.hasAttribute("open")).toBe(false);
    await user.click(within(line).getByText("2 answers not offered"));
    const rows = within(line).getAllByTestId("absence");
    expect(rows.map((row) => row.dataset["why"])).toEqual([
      "private",
      "locale",
    ]);
    expect(rows[0]?.textContent).toContain("private channels only");
    expect(rows[1]?.textContent).toContain("not in English");
    await user.click(within(rows[0] as HTMLElement).getByRole("button"));
    expect(rooms.takeLibraryRequest()).toEqual({
      kind: "show",
      id: "goodwill",
    });
  });

  it("are named openly where nothing fits and one would have been first", async () => {
    await open("c5");
    const said = screen.getByTestId("no-fit-absent");
    expect(said.textContent).toMatch(/The closest answer expired/);
    expect(said.textContent).toContain("Thanks for the kind words");
  });
});

it("shows that something means the same, and that customers asked like it", async () => {
  await open("c1");
  const best = card("refund").textContent;
  expect(best).toContain("customers asked like this:");
  expect(best).toContain("similar in meaning to");
});

it("has no accessibility fault with judgements, questions and absences", async () => {
  const user = await open("c4");
  await user.click(thumb("router", "reject"));
  expect(await accessibilityFaults()).toEqual([]);
  await room.open("c1");
  await user.click(await screen.findByText("2 answers not offered"));
  expect(await accessibilityFaults()).toEqual([]);
});
