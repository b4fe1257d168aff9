import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SettingsInput, WorkspaceView } from "../../ipc";
import { accessibilityFaults } from "../../test/accessibility";
import { session } from "../../shared/sessionState.svelte";
import { answering, FakeLibrary } from "../../test/fakeLibrary";
import AboutDialog from "./AboutDialog.svelte";
import SettingsDialog from "./SettingsDialog.svelte";

const workspace: WorkspaceView = {
  name: "Northlight",
  timeZone: "Europe/London",
  locale: "en",
  member: { id: "m1", name: "Lena Sommer", roles: ["agent"], team: null },
  teams: ["press"],
  solo: true,
  settings: { firstReplyMinutes: 60, firstReplyByChannel: [], synonyms: [] },
  counts: { approved: 80, drafts: 20, retired: 0, waiting: 200 },
};
const onclose = vi.fn();

beforeEach(() => {
  onclose.mockClear();
  session.home = "/home/lena/antiphon";
  answering({
    ...new FakeLibrary([]).handlers,
    save_preferences: () => null,
    save_settings: ({ input }: { input: SettingsInput }) => ({
      ...workspace,
      member: { ...workspace.member, name: input.agent, team: input.team },
      settings: input,
    }),
  });
});

describe("the settings dialog", () => {
  it("saves the name and a target for one channel, and closes", async () => {
    const user = userEvent.setup();
    render(SettingsDialog, { workspace, onclose });
    const agent = screen.getByTestId("settings-agent");
    await user.clear(agent);
    await user.type(agent, "Jo Miller");
    await user.selectOptions(screen.getByTestId("settings-add-target"), "x");
    await user.click(screen.getByTestId("settings-save"));
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(session.workspace?.member.name).toBe("Jo Miller");
    expect(session.workspace?.settings.firstReplyByChannel).toEqual([
      { channel: "x", minutes: 60 },
    ]);
  });

  it("saves the team that one writes for, and takes it back", async () => {
    const user = userEvent.setup();
    const { unmount } = render(SettingsDialog, { workspace, onclose });
    expect(screen.getByText(/the rules of all teams apply/)).toBeTruthy();
    const team = screen.getByTestId("settings-team");
    await user.type(team, "p/r");
    expect(screen.getByTestId("settings-save")).toHaveProperty(
      "disabled",
      true,
    );
    await user.clear(team);
    await user.type(team, " Social  Media");
    await user.click(screen.getByTestId("settings-save"));
    await waitFor(() =>
      expect(session.workspace?.member.team).toBe("social media"),
    );
    unmount();
    const saved = session.workspace ?? workspace;
    render(SettingsDialog, { workspace: saved, onclose });
    await user.clear(screen.getByTestId("settings-team"));
    await user.click(screen.getByTestId("settings-save"));
    await waitFor(() => expect(session.workspace?.member.team).toBeNull());
  });

  it("does not close over words that are not saved", async () => {
    const user = userEvent.setup();
    render(SettingsDialog, { workspace, onclose });
    await user.type(screen.getByTestId("settings-agent"), "!");
    await user.keyboard("{Escape}");
    expect(onclose).not.toHaveBeenCalled();
    await user.click(screen.getByTestId("settings-discard"));
    expect(onclose).toHaveBeenCalledOnce();
  });

  it("teaches words that mean the same with the keyboard alone", async () => {
    const user = userEvent.setup();
    render(SettingsDialog, { workspace, onclose });
    expect(screen.getByTestId("synonyms-empty")).toBeTruthy();
    screen.getByTestId("synonym-add").focus();
    await user.keyboard("{Enter}refund, money back{Enter}parcel");
    const lines = () => screen.getAllByTestId<HTMLInputElement>("synonym-line");
    expect(lines().map((line) => line.value)).toEqual([
      "refund, money back",
      "parcel",
    ]);
    expect(document.activeElement).toBe(lines()[1]);
    expect(screen.getByText(/means the same as “parcel”/)).toBeTruthy();
    expect(lines()[1]?.getAttribute("aria-invalid")).toBe("true");
    expect(await accessibilityFaults()).toEqual([]);
    await user.keyboard("{Backspace>7/}");
    expect(document.activeElement).toBe(lines()[0]);
    expect(lines()).toHaveLength(1);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(session.workspace?.settings.synonyms).toEqual([
      ["refund", "money back"],
    ]);
  });

  it("changes the theme and the text size at once", async () => {
    const user = userEvent.setup();
    render(SettingsDialog, { workspace, onclose });
    await user.click(screen.getByTestId("theme-dark"));
    expect(session.preferences.theme).toBe("dark");
    await user.click(screen.getByTestId("theme-system"));
    expect(session.preferences.theme).toBe("system");
  });

  it("explains that four-eyes is off, and shows where the data is", () => {
    render(SettingsDialog, { workspace, onclose });
    expect(screen.getByTestId("settings-four-eyes").textContent).toContain(
      "you approve your own text",
    );
    expect(screen.getByTestId("data-folder").textContent).toBe(
      "/home/lena/antiphon",
    );
  });

  it("is free of accessibility faults", async () => {
    render(SettingsDialog, { workspace, onclose });
    expect(await accessibilityFaults()).toEqual([]);
  });
});

describe("the about box", () => {
  it("names the version and finds a package by its licence", async () => {
    const user = userEvent.setup();
    render(AboutDialog, { onclose });
    expect(await screen.findByText("svelte")).toBeTruthy();
    expect(screen.getByTestId("about-version").textContent).toContain("0.1.0");
    await user.type(screen.getByTestId("about-search"), "ofl");
    expect(screen.getByText("Inter")).toBeTruthy();
    expect(screen.queryByText("svelte")).toBeNull();
  });
});
