import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../../test/accessibility";
import { keys } from "../../shared/keys";
import { rooms } from "../../shared/roomState.svelte";
import { toasts } from "../../shared/toastState.svelte";
import {
  answering,
  answerInput,
  answerView,
  FakeLibrary,
  refusal,
} from "../../test/fakeLibrary";
import Library from "./Library.svelte";
import { createLibraryState } from "./libraryState.svelte";

const HOSTILE = '<img src=x onerror="alert(1)">';
let fake: FakeLibrary;
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);

/** The room over the fake library, once its first answer is shown. */
async function openRoom() {
  render(Library, { library: createLibraryState(), onimport: () => undefined });
  await screen.findByTestId("answer-title");
}

const value = (testId: string) =>
  screen.getByTestId<HTMLInputElement | HTMLTextAreaElement>(testId).value;
const state = () => screen.getByTestId("answer-state").dataset["state"];

beforeEach(() => {
  fake = new FakeLibrary([
    answerView(),
    answerView({
      id: "router",
      input: answerInput({ title: HOSTILE, body: HOSTILE, shortcut: "router" }),
    }),
  ]);
  answering(fake.handlers);
  window.addEventListener("keydown", onkeydown);
});

afterEach(() => {
  window.removeEventListener("keydown", onkeydown);
  for (const toast of toasts.list) toasts.close(toast.id);
});

describe("the library room", () => {
  it("creates an answer, saves it as a draft, and approves it, by keys alone", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.keyboard("n");
    expect(document.activeElement).toBe(screen.getByTestId("answer-title"));
    await user.keyboard("Roaming in Norway");
    await user.type(screen.getByTestId("answer-body"), "It is included.");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(state()).toBe("draft"));
    expect(screen.getByText(/you approve your own text/)).toBeTruthy();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(state()).toBe("approved"));
    expect(fake.views[0]?.input).toMatchObject({
      title: "Roaming in Norway",
      body: "It is included.",
    });
  });

  it("shows the words that a row is found by where its title has none of them", async () => {
    fake.views.push(
      answerView({
        id: "sim",
        input: answerInput({ title: "SIM", body: `Post ${HOSTILE} zipper` }),
      }),
    );
    const user = userEvent.setup();
    await openRoom();
    expect(screen.queryByTestId("row-passage")).toBeNull();
    await user.type(screen.getByTestId("library-search"), "zipper");
    const passage = await screen.findByTestId("row-passage");
    expect(passage.textContent).toContain(`Post ${HOSTILE} zipper`);
    expect(passage.querySelector("mark")?.textContent).toBe("zipper");
    expect(passage.querySelector("img")).toBeNull();
  });

  it("says that the approved revision stays in service while a newer one is open", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.type(screen.getByTestId("answer-body"), " More.");
    await user.click(screen.getByTestId("answer-save"));
    const notice = await screen.findByTestId("answer-in-service");
    expect(notice.textContent).toContain(
      "Approved revision 1 stays in service until this one is approved.",
    );
    await user.click(screen.getByTestId("answer-tab-history"));
    const added = screen.getByTestId("answer-diff").querySelector("ins");
    expect(added?.textContent).toContain("More.");
  });

  it("shows what comes from outside as text", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.keyboard("j");
    await waitFor(() => expect(value("answer-title")).toBe(HOSTILE));
    expect((await screen.findByTestId("answer-preview")).textContent).toBe(
      HOSTILE,
    );
    expect(document.querySelector("img")).toBeNull();
  });

  it("retires with a way back", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.click(screen.getByTestId("answer-retire"));
    await waitFor(() => expect(state()).toBe("retired"));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(state()).toBe("approved"));
  });

  it("finds as it is typed, and marks what was found", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.keyboard("/");
    await user.keyboard("refund");
    await waitFor(() =>
      expect(screen.getAllByTestId("library-row")).toHaveLength(1),
    );
    const row = screen.getByTestId("library-row");
    expect(row.dataset["id"]).toBe("refund");
    expect(row.querySelector("mark")?.textContent).toBe("Refund");
  });

  it("keeps edits while another answer is shown, and leads back to them", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.type(screen.getByTestId("answer-body"), " Kept.");
    await user.keyboard("{Escape}j");
    const left = await screen.findByTestId("library-unsaved");
    await user.click(within(left).getByRole("button"));
    await waitFor(() => expect(value("answer-body")).toMatch(/ Kept\.$/));
  });

  it("keeps what was typed when saving fails, and says why", async () => {
    const user = userEvent.setup();
    answering({
      ...fake.handlers,
      edit_answer: () => {
        throw refusal("full", "the disk is full");
      },
    });
    await openRoom();
    await user.type(screen.getByTestId("answer-body"), " Typed.");
    await user.click(screen.getByTestId("answer-save"));
    const alert = await screen.findByTestId("answer-error");
    expect(alert.textContent).toContain("The disk is full.");
    expect(value("answer-body")).toMatch(/ Typed\.$/);
  });

  it("says at the shortcut that another answer has it, and goes there", async () => {
    const user = userEvent.setup();
    answering({
      ...fake.handlers,
      edit_answer: () => {
        throw refusal(
          "conflict",
          "the shortcut /refund-late belongs to the answer a9",
        );
      },
    });
    await openRoom();
    const shortcut = screen.getByTestId("answer-shortcut");
    await user.clear(shortcut);
    await user.type(shortcut, "/refund-late");
    await user.click(screen.getByTestId("answer-save"));
    await waitFor(() => expect(document.activeElement).toBe(shortcut));
    expect(screen.getByText(/already has \/refund-late/)).toBeTruthy();
    expect(screen.queryByTestId("answer-error")).toBeNull();
    await user.type(shortcut, "r");
    expect(screen.queryByText(/already has/)).toBeNull();
  });

  it("points at the field that cannot be saved", async () => {
    const user = userEvent.setup();
    await openRoom();
    const shortcut = screen.getByTestId("answer-shortcut");
    await user.clear(shortcut);
    await user.type(shortcut, "no!");
    expect(shortcut.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/Use only a–z/)).toBeTruthy();
  });

  it("takes a topic along that was typed and not yet entered", async () => {
    const user = userEvent.setup();
    await openRoom();
    await user.type(screen.getByTestId("answer-topics"), "money back");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() =>
      expect(fake.views[0]?.input.topics).toEqual(["billing", "money back"]),
    );
  });

  it("opens a new answer with the message that another room hands over", async () => {
    const user = userEvent.setup();
    await openRoom();
    rooms.askLibrary({ kind: "create", text: "where is my\nengineer" });
    await waitFor(() => expect(value("answer-title")).toBe(""));
    await user.click(screen.getByTestId("answer-tab-phrasings"));
    expect(value("answer-phrasings")).toBe("where is my engineer");
  });

  it("teaches the next step when there is nothing", async () => {
    fake.views = [];
    render(Library, { library: createLibraryState() });
    expect(await screen.findByText(/No answers yet/)).toBeTruthy();
  });

  it.each(["write", "phrasings", "history", "use"])(
    "is free of accessibility faults in the tab %s",
    async (tab) => {
      const user = userEvent.setup();
      await openRoom();
      await user.click(screen.getByTestId(`answer-tab-${tab}`));
      expect(await accessibilityFaults()).toEqual([]);
    },
    20_000,
  );
});
