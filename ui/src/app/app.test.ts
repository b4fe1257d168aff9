import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { emit } from "@tauri-apps/api/event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rooms } from "../shared/roomState.svelte";
import { session } from "../shared/sessionState.svelte";
import { accessibilityFaults } from "../test/accessibility";
import { FakeDesk } from "../test/fakeDesk";
import { refusal } from "../test/fakeLibrary";
import App from "./App.svelte";
// Read beforehand: transforming it takes longer here than a query waits.
import "./later";

function show(desk = new FakeDesk()) {
  desk.install();
  render(App);
  return { desk, user: userEvent.setup() };
}

beforeEach(() => {
  window.innerWidth = 1280;
});
afterEach(() => {
  rooms.current = "desk";
  session.workspace = null;
});

describe("start", () => {
  it("shows how far the index is while it opens", async () => {
    const desk = new FakeDesk();
    desk.handlers["start"] = () => new Promise(() => undefined);
    show(desk);
    await emit("progress", { task: "index", done: 40, total: 100 });
    const bar = await screen.findByRole("progressbar", {
      name: "Preparing the search index",
    });
    expect(bar.getAttribute("aria-valuenow")).toBe("40");
  });

  it("says why it could not open, what to do, and tries again", async () => {
    const desk = new FakeDesk();
    desk.failing.set(
      "start",
      refusal("newer", "this home was written by version 0.9"),
    );
    const { user } = show(desk);
    expect(
      await screen.findByText("this home was written by version 0.9"),
    ).toBeTruthy();
    expect(screen.getByText(/Install that version/)).toBeTruthy();
    desk.failing.clear();
    await user.click(screen.getByText("Try again"));
    expect(await screen.findByTestId("customer-card")).toBeTruthy();
  });
});

describe("first run", () => {
  async function first() {
    const desk = new FakeDesk();
    desk.started = false;
    const shown = show(desk);
    await screen.findByTestId("first-run");
    return shown;
  }

  it("asks for a name, and opens the sample on the Desk", async () => {
    const { user, desk } = await first();
    expect(document.activeElement).toBe(screen.getByTestId("agent-name"));
    await user.click(screen.getByTestId("first-run-continue"));
    expect(screen.getByText("Enter your name.")).toBeTruthy();
    expect(desk.count("create_workspace")).toBe(0);
    await user.type(screen.getByTestId("agent-name"), " Lena Sommer {Enter}");
    expect(await screen.findByTestId("customer-card")).toBeTruthy();
    const input = { kind: "sample", company: "", agent: "Lena Sommer" };
    expect(
      desk.calls.find((call) => call.name === "create_workspace")?.args,
    ).toEqual({ input });
  });

  it("asks for the company when it starts empty", async () => {
    const { user, desk } = await first();
    await user.type(screen.getByTestId("agent-name"), "Lena");
    await user.click(screen.getByTestId("choice-empty"));
    await user.click(screen.getByTestId("first-run-continue"));
    expect(screen.getByText("Enter your company’s name.")).toBeTruthy();
    await user.type(screen.getByTestId("company-name"), "Northlight{Enter}");
    expect(await screen.findByTestId("conversation-empty")).toBeTruthy();
    expect(
      desk.calls.find((call) => call.name === "create_workspace")?.args,
    ).toMatchObject({
      input: { kind: "empty", company: "Northlight" },
    });
  });

  it("goes on to the import when answers are to be brought in", async () => {
    const { user } = await first();
    await user.type(screen.getByTestId("agent-name"), "Lena");
    await user.click(screen.getByTestId("choice-import"));
    await user.type(screen.getByTestId("company-name"), "Northlight{Enter}");
    expect(await screen.findByRole("dialog")).toBeTruthy();
  });

  it("shows what went wrong and keeps what was typed", async () => {
    const { user, desk } = await first();
    desk.failing.set(
      "create_workspace",
      refusal("read_only", "the folder cannot be written to"),
    );
    await user.type(screen.getByTestId("agent-name"), "Lena{Enter}");
    expect(
      await screen.findByText("the folder cannot be written to"),
    ).toBeTruthy();
    expect(screen.getByTestId("agent-name")).toHaveProperty("value", "Lena");
  });

  it("has no accessibility fault", async () => {
    await first();
    expect(await accessibilityFaults()).toEqual([]);
  });
});

describe("window", () => {
  async function open() {
    const shown = show();
    await screen.findByTestId("customer-card");
    return shown;
  }

  it("finds actions by a few letters and does them", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-input"), "dark");
    await user.keyboard("{Enter}");
    await vi.waitFor(() =>
      expect(document.documentElement.dataset["theme"]).toBe("dark"),
    );
    expect(screen.queryByTestId("palette")).toBeNull();
  });

  it("finds answers and puts the chosen one into the reply", async () => {
    const { user, desk } = await open();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(
      await screen.findByTestId("palette-input"),
      "final bill and",
    );
    expect(
      await within(screen.getByTestId("palette")).findByText(
        /covers use up to/,
      ),
    ).toBeTruthy();
    await user.keyboard("{Enter}");
    await vi.waitFor(() =>
      expect(screen.getByTestId("composer").textContent).toContain(
        "The final bill covers",
      ),
    );
    expect(desk.count("insert_answer")).toBe(1);
  });

  it("lists every key under ?, and gives the focus back", async () => {
    const { user } = await open();
    screen.getByTestId("rail-desk").focus();
    await user.keyboard("?");
    const sheet = within(await screen.findByTestId("shortcut-sheet"));
    expect(sheet.getByText("Next message")).toBeTruthy();
    expect(sheet.getByText("Copy and mark sent")).toBeTruthy();
    expect(await accessibilityFaults()).toEqual([]);
    await user.keyboard("j{Escape}");
    expect(screen.queryByTestId("shortcut-sheet")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("rail-desk"));
    expect(
      screen.getByTestId("conversation").dataset["id"],
      "keys are off under a dialog",
    ).toBe("c0");
  });

  it("opens the voice guide by key, and keeps what is changed there", async () => {
    const { user } = await open();
    await user.keyboard("{Control>}4{/Control}");
    expect(await screen.findByTestId("rule-pane")).toBeTruthy();
    expect(screen.getByTestId("rail-voice").getAttribute("aria-current")).toBe(
      "page",
    );
    await user.keyboard("j ");
    await user.keyboard("{Control>}1{/Control}");
    await screen.findByTestId("composer");
    await user.click(screen.getByTestId("rail-voice"));
    expect((await screen.findByTestId("voice-changes")).textContent).toBe(
      "1 change",
    );
  });

  it("keeps what is typed in a reply while the library is open", async () => {
    const { user } = await open();
    await user.keyboard("1");
    await vi.waitFor(() =>
      expect(screen.getByTestId("composer").textContent).toContain(
        "We are sorry",
      ),
    );
    await user.keyboard("{Control>}2{/Control}");
    expect(await screen.findByTestId("library")).toBeTruthy();
    expect(
      screen.getByTestId("rail-library").getAttribute("aria-current"),
    ).toBe("page");
    await user.keyboard("{Control>}1{/Control}");
    expect((await screen.findByTestId("composer")).textContent).toContain(
      "We are sorry",
    );
  });
});
