import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rooms } from "../../shared/roomState.svelte";
import { session } from "../../shared/sessionState.svelte";
import { accessibilityFaults } from "../../test/accessibility";
import { FakeDesk } from "../../test/fakeDesk";
import { refusal } from "../../test/fakeLibrary";
import { LIKENESS, windowOf } from "../../test/fakeLikeness";
import Voice from "./Voice.svelte";
import { createVoiceState, type VoiceState } from "./voiceState.svelte";

let desk: FakeDesk;
let voice: VoiceState;

async function openTab() {
  session.workspace = desk.workspace();
  render(Voice, { voice });
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("voice-tab-likeness"));
  return user;
}

const row = async (name: string) => {
  const rows = await screen.findAllByTestId("likeness-window");
  const found = rows.find((one) => one.dataset["name"] === name);
  if (!found) throw new Error(`no window of ${name}`);
  return found;
};

beforeEach(() => {
  desk = new FakeDesk().install();
  voice = createVoiceState();
});

afterEach(() => {
  session.workspace = null;
  rooms.current = "desk";
  rooms.takeDeskRequest();
});

describe("sounds like us", () => {
  it("says where all replies and those of each channel lie", async () => {
    await openTab();
    const all = await row("All replies");
    expect(all.textContent).toContain("Sounds like us");
    expect(all.textContent).toContain("Percentile 62 (31 to 88)");
    const x = await row("X");
    expect(x.textContent).toContain("Sounds like somebody else");
    expect(within(x).getByRole("img", { hidden: true }).ariaLabel).toContain(
      "Of 100 windows drawn from our approved answers, 98 are closer",
    );
  });

  it("says not enough text below twenty replies, and no number", async () => {
    await openTab();
    const email = await row("E-mail");
    expect(email.textContent).toContain("Not enough text: 12 of 20 replies");
    expect(email.textContent).not.toContain("Percentile");
  });

  it("shows two members of one name", async () => {
    const member = windowOf({ member: "Lena Sommer", replies: 3 });
    const windows = [...LIKENESS.windows, member, { ...member, replies: 4 }];
    desk.guide.likeness = { ...LIKENESS, windows };
    await openTab();
    await row("Lena Sommer");
    const rows = screen.getAllByTestId("likeness-window");
    const both = rows.filter((one) => one.dataset["name"] === "Lena Sommer");
    expect(both).toHaveLength(2);
  });

  it("names what is different and leads to a reply that shows it", async () => {
    const user = await openTab();
    const x = await row("X");
    await user.click(within(x).getByText("X"));
    expect(
      within(x).getByText(/More exclamation marks than in 97 of 100/),
    ).toBeTruthy();
    await user.click(within(x).getByTestId("likeness-example"));
    expect(rooms.current).toBe("desk");
    expect(rooms.takeDeskRequest()).toBe("q-refund");
  });

  it("teaches what is missing while there is nothing to compare", async () => {
    desk.guide.likeness = { ...LIKENESS, windows: [windowOf({})] };
    const user = await openTab();
    expect((await screen.findByTestId("likeness-none")).textContent).toContain(
      "it takes 20 to compare",
    );
    desk.guide.likeness = { ...LIKENESS, answers: 12 };
    await voice.likeness.run();
    const few = await screen.findByTestId("likeness-few");
    expect(few.textContent).toContain("There are 12 approved answers in en");
    await user.click(within(few).getByRole("button"));
    expect(rooms.current).toBe("library");
  });

  it("shows how far it is, can be cancelled and begun again", async () => {
    desk.guide.stepMs = 0;
    const user = await openTab();
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    desk.guide.stepMs = null;
    await user.click(await screen.findByTestId("likeness-run"));
    expect(await row("All replies")).toBeTruthy();
  });

  it("says what failed", async () => {
    desk.failing.set("likeness", refusal("busy", "the library is locked"));
    await openTab();
    const error = await screen.findByTestId("likeness-error");
    expect(error.textContent).toContain("The library is locked.");
  });

  it("has no faults that keep somebody out", async () => {
    await openTab();
    const x = await row("X");
    await waitFor(() => expect(voice.work.owner).toBeNull());
    x.setAttribute("open", "");
    expect(await accessibilityFaults()).toEqual([]);
  });
});
