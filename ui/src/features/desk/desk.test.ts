import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { emit } from "@tauri-apps/api/event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "../../shared/keys";
import { rooms } from "../../shared/roomState.svelte";
import { session } from "../../shared/sessionState.svelte";
import ToastHost from "../../shared/ToastHost.svelte";
import { toasts } from "../../shared/toastState.svelte";
import { accessibilityFaults } from "../../test/accessibility";
import { FakeDesk } from "../../test/fakeDesk";
import Desk from "./Desk.svelte";
import { DeskState } from "./deskState.svelte";

let fake: FakeDesk;
let room: DeskState;
const onsearch = vi.fn();
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);

/** Shows the room over a pretended desk, and waits for its first conversation. */
async function show(desk = new FakeDesk()) {
  fake = desk.install();
  session.workspace = fake.workspace();
  room = new DeskState();
  render(Desk, { state: room, onsearch, onpick: vi.fn() });
  render(ToastHost);
  if (fake.conversations.length > 0) await screen.findByTestId("customer-card");
  return userEvent.setup();
}
const opened = () => screen.getByTestId("conversation").dataset["id"];
const composer = () => screen.getByTestId("composer");
const replyText = () => room.composer?.text;
const suggestion = (number: number) =>
  screen
    .getAllByTestId("suggestion")
    .find((card) => card.dataset["index"] === String(number));
/** Presses a key where no text field has the focus. */
async function press(
  user: ReturnType<typeof userEvent.setup>,
  sequence: string,
) {
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
  await user.keyboard(sequence);
}

beforeEach(() => {
  // jsdom lays nothing out; a wide window has all panes.
  window.innerWidth = 1280;
  window.addEventListener("keydown", onkeydown);
});
afterEach(() => {
  window.removeEventListener("keydown", onkeydown);
  for (const toast of toasts.list) toasts.close(toast.id);
  rooms.current = "desk";
  rooms.libraryRequest = null;
});

describe("queue", () => {
  it("lists by due time with late and soon clocks, and opens the most urgent", async () => {
    await show();
    const rows = screen.getAllByTestId("queue-row");
    expect(rows[0]).toHaveProperty("dataset.id", "c0");
    expect(
      within(rows[0] as HTMLElement).getByText("4m over").className,
    ).toContain("late");
    expect(
      within(rows[1] as HTMLElement).getByText(/^1[12]m$/).className,
    ).toContain("soon");
    expect(opened()).toBe("c0");
    expect(rows[0]?.getAttribute("aria-selected")).toBe("true");
  });

  it("tags another language than the workspace's, and nothing else by default", async () => {
    await show();
    const rows = screen.getAllByTestId("queue-row");
    expect(within(rows[3] as HTMLElement).getByText("fr")).toBeTruthy();
    expect(within(rows[1] as HTMLElement).queryByText("en")).toBeNull();
  });

  it("walks with j and k, and stops at the ends", async () => {
    const user = await show();
    await press(user, "jj");
    await vi.waitFor(() => expect(opened()).toBe("c2"));
    await press(user, "k");
    await vi.waitFor(() => expect(opened()).toBe("c1"));
    await press(user, "kkk");
    await vi.waitFor(() => expect(opened()).toBe("c0"));
  });

  it("searches from the / key, and teaches what to do when nothing is found", async () => {
    const user = await show();
    await press(user, "/");
    expect(document.activeElement).toBe(screen.getByTestId("queue-search"));
    await user.keyboard("router");
    await vi.waitFor(() =>
      expect(screen.getAllByTestId("queue-row")).toHaveLength(1),
    );
    expect(opened(), "searching does not close what is open").toBe("c0");
    await user.keyboard("zzz");
    expect(
      await screen.findByText("No message matches “routerzzz”."),
    ).toBeTruthy();
    await user.click(screen.getByText("Clear the filter"));
    await vi.waitFor(() =>
      expect(screen.getAllByTestId("queue-row").length).toBeGreaterThan(5),
    );
  });

  it("says that the queue could not be read, and why", async () => {
    const desk = new FakeDesk([]);
    desk.failing.set("list_queue", {
      code: "busy",
      message: "the index is being rebuilt",
    });
    await show(desk);
    expect(await screen.findByText("the index is being rebuilt")).toBeTruthy();
  });

  it("takes a pasted message in and opens it", async () => {
    const user = await show();
    await press(user, "n");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByText("Paste or type the message first.")).toBeTruthy();
    await user.type(screen.getByTestId("paste-text"), "Where is my router?");
    await user.type(screen.getByTestId("paste-handle"), "@ada");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(opened()).toBe("c9"));
    expect(screen.getByTestId("thread-entry").textContent).toContain(
      "Where is my router?",
    );
  });
});

describe("conversation", () => {
  it("is the one that another room asks for", async () => {
    await show();
    rooms.askDesk("c3");
    await waitFor(() => expect(opened()).toBe("c3"));
    expect(rooms.takeDeskRequest()).toBeNull();
  });

  it("shows posts as text, whatever they contain", async () => {
    await show();
    await room.open("c7");
    await vi.waitFor(() => expect(opened()).toBe("c7"));
    expect(screen.getByTestId("thread-entry").textContent).toContain(
      "<script>",
    );
    expect(
      screen.getByTestId("conversation").querySelector("script, [onerror]"),
    ).toBeNull();
  });

  it("cuts a megabyte and shows all of it when asked", async () => {
    const { longMessage, MESSAGES } = await import("../../test/fakeMessages");
    const first = MESSAGES[0];
    if (!first) throw new Error("there are messages");
    const user = await show(
      new FakeDesk([{ ...first, text: longMessage(1_000_000) }]),
    );
    const entry = screen.getByTestId("thread-entry");
    expect(entry.textContent.length).toBeLessThan(3000);
    await user.click(within(entry).getByRole("button", { name: /Show all/ }));
    expect(entry.textContent.length).toBeGreaterThan(1_000_000);
  });

  it("resolves with e, goes on, and takes it back", async () => {
    const user = await show();
    await press(user, "e");
    await vi.waitFor(() => expect(opened()).toBe("c1"));
    expect(fake.find("c0").state).toBe("resolved");
    await user.click(screen.getByTestId("toast-action"));
    await vi.waitFor(() => expect(opened()).toBe("c0"));
    expect(fake.find("c0").state).toBe("open");
  });

  it("snoozes from the menu of z", async () => {
    const user = await show();
    await press(user, "z");
    expect(screen.getByTestId("snooze-menu")).toBeTruthy();
    await user.keyboard("{ArrowDown}{Enter}");
    await vi.waitFor(() => expect(fake.find("c0").state).toBe("snoozed"));
    expect(new Date(fake.find("c0").snoozedUntil ?? "").getHours()).toBe(9);
    expect(opened()).toBe("c1");
  });

  it("assigns to me and to nobody with a", async () => {
    const user = await show();
    await press(user, "a");
    await vi.waitFor(() => expect(fake.find("c0").assignee?.id).toBe("me"));
    await vi.waitFor(() =>
      expect(screen.getAllByText("Yours").length).toBeGreaterThan(0),
    );
    await press(user, "a");
    await vi.waitFor(() => expect(fake.find("c0").assignee).toBeNull());
  });
});

describe("suggestions", () => {
  it("shows why each is here, with its number, marks, word and confidence", async () => {
    const user = await show();
    await press(user, "j");
    await screen.findByText("2.1 ms");
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBe("refund"));
    const best = suggestion(1) as HTMLElement;
    expect(
      [...best.querySelectorAll("h3 mark")].map((mark) => mark.textContent),
    ).toEqual(["Refund", "cancelling"]);
    expect(
      within(best).getByRole("img", { name: "Confidence: Strong, 92 of 100" }),
    ).toBeTruthy();
    expect(best.textContent).toContain("asked like");
    expect(best.textContent).toContain("sent 214×");
    const message = screen
      .getByTestId("thread")
      .querySelectorAll('[data-kind="query"] mark');
    expect([...message].map((mark) => mark.textContent)).toContain("refund");
  });

  it("offers ways on when none fits", async () => {
    const user = await show();
    await user.click(
      screen
        .getAllByTestId("queue-row")
        .find((row) => row.dataset["id"] === "c5") as HTMLElement,
    );
    const card = within(await screen.findByTestId("no-fit"));
    await user.click(card.getByText("Search"));
    expect(onsearch).toHaveBeenCalled();
    await user.click(card.getByText("Write"));
    expect(document.activeElement).toBe(composer());
    await user.click(card.getByText("New answer"));
    expect(rooms.current).toBe("library");
    expect(rooms.takeLibraryRequest()).toEqual({
      kind: "create",
      text: fake.find("c5").entries[0]?.text,
    });
  });

  it("shows an answer without text, and does not insert it", async () => {
    const user = await show();
    await user.click(
      screen
        .getAllByTestId("queue-row")
        .find((row) => row.dataset["id"] === "c4") as HTMLElement,
    );
    await vi.waitFor(() =>
      expect(suggestion(1)?.dataset["id"]).toBe("student"),
    );
    expect(suggestion(1)?.textContent).toContain("cannot be inserted");
    await press(user, "1");
    expect(fake.count("insert_answer")).toBe(0);
  });
});

describe("suggestions and their conversation", () => {
  /** Makes a command answer only when the returned function is called. */
  function held(name: string) {
    const handler = fake.handlers[name];
    let go = () => undefined as unknown;
    const gate = new Promise<void>((open) => (go = open));
    fake.handlers[name] = async (args: never) => {
      await gate;
      return handler?.(args);
    };
    return () => go();
  }

  it("never shows those of another conversation while its own are on their way", async () => {
    const user = await show();
    await press(user, "j");
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBe("refund"));
    const arrive = held("suggest");
    await press(user, "j");
    await vi.waitFor(() => expect(opened()).toBe("c2"));
    expect(screen.queryAllByTestId("suggestion")).toEqual([]);
    expect(screen.getByTestId("suggestions").dataset["conversation"]).toBe(
      "c2",
    );
    arrive();
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBeTruthy());
  });

  it("keeps those of the same conversation while they are fetched again", async () => {
    const user = await show();
    await press(user, "j");
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBe("refund"));
    held("suggest");
    void room.suggestions.load("c1");
    await vi.waitFor(() => expect(fake.count("suggest")).toBeGreaterThan(2));
    expect(suggestion(1)?.dataset["id"]).toBe("refund");
  });

  it("inserts by number into the conversation that is still opening", async () => {
    const user = await show();
    const arrive = held("open_conversation");
    await press(user, "j");
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBe("refund"));
    expect(opened(), "the one before is still here").toBe("c0");
    await press(user, "1");
    arrive();
    await vi.waitFor(() => expect(opened()).toBe("c1"));
    await vi.waitFor(() => expect(replyText()).toContain("Hi Mira, refunds"));
  });
});

describe("from a message to a sent reply", () => {
  async function write(user: ReturnType<typeof userEvent.setup>) {
    await press(user, "j");
    await vi.waitFor(() => expect(suggestion(1)?.dataset["id"]).toBe("refund"));
    await press(user, "1");
    await vi.waitFor(() =>
      expect(replyText()).toContain("Hi Mira, refunds reach"),
    );
  }

  it("inserts by number, names the unfilled field, and does not send with it", async () => {
    const user = await show();
    await write(user);
    expect(document.activeElement).toBe(composer());
    expect(
      await screen.findByText("Can’t send: fill in bill.date"),
    ).toBeTruthy();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(fake.count("send_reply")).toBe(0);
    const button = screen.getByTestId("send");
    expect(button.textContent, "what it will do").toContain("Show the problem");
    expect(button.className).toContain("quiet");
    await user.click(button);
    expect(fake.count("send_reply")).toBe(0);
  });

  it("sends, goes on to the next, and brings the draft back with Undo", async () => {
    const user = await show();
    await write(user);
    room.composer?.edited("Hi Mira, it is on its way.", room.composer.answers);
    await vi.waitFor(() =>
      expect(screen.getByTestId("composer-verdict").textContent).toContain(
        "Ready",
      ),
    );
    await user.click(screen.getByTestId("send"));
    await vi.waitFor(() => expect(opened()).toBe("c0"));
    expect(fake.clipboard).toBe("Hi Mira, it is on its way.");
    expect(fake.find("c1").state).toBe("answered");
    expect(
      fake.calls.find((call) => call.name === "send_reply")?.args["answers"],
    ).toEqual([{ id: "refund", revision: 1 }]);
    expect(document.activeElement, "single keys work at once").toBe(
      screen.getByTestId("thread"),
    );
    const toast = screen.getByTestId("toast");
    expect(toast.textContent).toContain("10 s");
    await user.click(screen.getByTestId("toast-action"));
    await vi.waitFor(() => expect(opened()).toBe("c1"));
    await vi.waitFor(() =>
      expect(composer().textContent).toContain("it is on its way"),
    );
  });

  it("shows of a sent reply what was approved and what was not", async () => {
    const user = await show();
    await write(user);
    room.composer?.edited(
      "Refunds reach the account you paid from within five working days. See you!",
      room.composer.answers,
    );
    await vi.waitFor(() =>
      expect(screen.getByTestId("composer-verdict").textContent).toContain(
        "Ready",
      ),
    );
    await user.click(screen.getByTestId("send"));
    await vi.waitFor(() => expect(opened()).toBe("c0"));
    await room.open("c1");
    const record = await screen.findByTestId("sent-record");
    expect(within(record).getByText(/in own words · voice \d+/)).toBeTruthy();
    await user.click(within(record).getByText(/in own words/));
    expect(within(record).getByText("See you!")).toBeTruthy();
  });

  it("copies without marking sent", async () => {
    const user = await show();
    await press(user, "r");
    room.composer?.edited("Thanks!", []);
    await vi.waitFor(() =>
      expect(screen.getByTestId("copy")).toHaveProperty("disabled", false),
    );
    await user.click(screen.getByTestId("copy"));
    await vi.waitFor(() => expect(fake.clipboard).toBe("Thanks!"));
    expect(fake.find("c0").state).toBe("open");
  });

  it("saves the draft when another message is opened, and shows it again", async () => {
    const user = await show();
    room.composer?.edited("half a sentence", []);
    await press(user, "j");
    await vi.waitFor(() => expect(opened()).toBe("c1"));
    expect(fake.find("c0").draft?.text).toBe("half a sentence");
    await press(user, "k");
    await vi.waitFor(() =>
      expect(composer().textContent).toContain("half a sentence"),
    );
    const [row] = screen.getAllByTestId("queue-row");
    expect(await within(row as HTMLElement).findByText("Draft")).toBeTruthy();
  });
});

it("shows changes from beside the window without touching what is typed or selected", async () => {
  const user = await show();
  await press(user, "j");
  await vi.waitFor(() => expect(opened()).toBe("c1"));
  room.composer?.edited("my own words", []);
  const before = room.composer;
  fake.find("c1").customer.name = "Mira O.";
  fake.conversations = fake.conversations.filter((one) => one.id !== "c0");
  await emit("changed", { seq: 99 });
  await vi.waitFor(() =>
    expect(screen.getAllByTestId("queue-row")[0]?.dataset["id"]).toBe("c1"),
  );
  await vi.waitFor(() =>
    expect(screen.getByTestId("customer-card").textContent).toContain(
      "Mira O.",
    ),
  );
  expect(room.composer).toBe(before);
  expect(replyText()).toBe("my own words");
  expect(
    screen.getAllByTestId("queue-row")[0]?.getAttribute("aria-selected"),
  ).toBe("true");
});

it("turns panes into drawers when the window is narrow", async () => {
  window.innerWidth = 900;
  const user = await show();
  expect(screen.queryByTestId("queue-search")).toBeNull();
  expect(screen.queryByTestId("suggestion")).toBeNull();
  await press(user, "s");
  expect((await screen.findAllByTestId("suggestion")).length).toBeGreaterThan(
    0,
  );
  await press(user, "{Escape}");
  expect(screen.queryByTestId("suggestion")).toBeNull();
  await press(user, "q");
  expect(document.activeElement).toBe(screen.getByTestId("queue-list"));
});

it("resizes a pane by arrow keys and remembers it", async () => {
  const user = await show();
  screen.getByRole("separator", { name: "Resize queue" }).focus();
  await user.keyboard("{ArrowRight}");
  await vi.waitFor(() => expect(fake.preferences.queueWidth).toBe(300), {
    timeout: 2000,
  });
});

describe("accessibility", () => {
  it("has no fault in the full room and in the empty one", async () => {
    await show();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("has no fault in the empty room, which teaches the next step", async () => {
    await show(new FakeDesk([]));
    expect(await screen.findByTestId("conversation-empty")).toBeTruthy();
    expect(await accessibilityFaults()).toEqual([]);
  });
});

it("marks a draft without moving the rows below it", async () => {
  await show();
  const row = () => screen.getAllByTestId("queue-row")[0];
  const shape = row()?.querySelectorAll("p, .tags").length;
  room.composer?.edited("half", []);
  await vi.waitFor(() =>
    expect(within(row() as HTMLElement).getByText("Draft")).toBeTruthy(),
  );
  expect(row()?.querySelectorAll("p, .tags").length).toBe(shape);
});
