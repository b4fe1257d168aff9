import {
  cleanup,
  render,
  screen,
  waitFor,
  within,
} from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../shared/keys";
import { rooms } from "../../shared/roomState.svelte";
import { session } from "../../shared/sessionState.svelte";
import { toasts } from "../../shared/toastState.svelte";
import { accessibilityFaults } from "../../test/accessibility";
import { FakeDesk } from "../../test/fakeDesk";
import { manyRules } from "../../test/fakeGuideRules";
import { FakeGuide } from "../../test/fakeGuide";
import { refusal } from "../../test/fakeLibrary";
import Voice from "./Voice.svelte";
import { createVoiceState, type VoiceState } from "./voiceState.svelte";

const HOSTILE = '<img src=x onerror="alert(1)">';
let desk: FakeDesk;
let voice: VoiceState;
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);

/** The room, once its first rule is shown. */
async function openRoom() {
  session.workspace = desk.workspace();
  render(Voice, { voice });
  await screen.findByTestId("rule-pane");
  return userEvent.setup();
}

const shown = () => screen.getByTestId("rule-pane").dataset["id"];
const isOn = () =>
  screen.getByTestId("rule-switch").getAttribute("aria-checked");

/** Walks to a rule through the search, as a person does. */
async function go(user: ReturnType<typeof userEvent.setup>, words: string) {
  await user.keyboard("/");
  await user.keyboard(`${words}{Enter}`);
  await user.keyboard("{ArrowUp}");
}

beforeEach(() => {
  desk = new FakeDesk().install();
  voice = createVoiceState();
  window.addEventListener("keydown", onkeydown);
});

afterEach(() => {
  window.removeEventListener("keydown", onkeydown);
  for (const toast of toasts.list) toasts.close(toast.id);
  session.workspace = null;
  rooms.current = "desk";
});

describe("rules", () => {
  it("walks with j and k and switches with the space bar", async () => {
    const user = await openRoom();
    await user.keyboard("jj");
    expect(shown()).toBe("Reply.ClickHere");
    await user.keyboard("k ");
    expect(shown()).toBe("Reply.Blame");
    expect(isOn()).toBe("false");
    expect(screen.getByTestId("voice-changes").textContent).toBe("1 change");
    await user.keyboard(" ");
    expect(isOn()).toBe("true");
    expect(screen.queryByTestId("voice-changes")).toBeNull();
  });

  it("cannot switch on a rule whose examples fail, and says why", async () => {
    const user = await openRoom();
    await go(user, "ampm");
    expect(shown()).toBe("Microsoft.AMPM");
    expect(screen.getByTestId("rule-problem").textContent).toContain(
      "“We open at 9am.” finds nothing (AMPM.yml, line 14)",
    );
    await user.keyboard(" ");
    await user.click(screen.getByTestId("rule-switch"));
    await user.click(screen.getByTestId("rule-level-error"));
    const [row] = screen.getAllByTestId("rule-row-switch");
    if (row) await user.click(row);
    expect(isOn()).toBe("false");
    expect(screen.queryByTestId("voice-changes")).toBeNull();
    expect(screen.queryByTestId("impact-ask")).toBeNull();
  });

  it("marks in its examples what a rule finds", async () => {
    const user = await openRoom();
    await go(user, "promises");
    const examples = await screen.findAllByTestId("rule-mustFlag");
    await waitFor(() =>
      expect(
        examples.map((one) => one.querySelector("mark")?.textContent),
      ).toEqual(["We guarantee", "never happen again", "without fail"]),
    );
    const [passes] = screen.getAllByTestId("rule-mustPass");
    expect(passes?.querySelector("mark")).toBeNull();
  });

  it("marks the examples of a rule that is off as well", async () => {
    const user = await openRoom();
    await go(user, "sign off");
    expect(isOn()).toBe("false");
    await waitFor(() =>
      expect(
        screen.getByTestId("rule-mustFlag").querySelector("mark")?.textContent,
      ).toBe("Kind regards"),
    );
  });

  it("finds as it is typed and narrows by style and state", async () => {
    const user = await openRoom();
    await user.keyboard("/");
    await user.keyboard("form letter");
    expect(screen.getAllByTestId("rule-row")).toHaveLength(1);
    await user.keyboard("{Escape}");
    await user.click(screen.getByTestId("voice-facet-style"));
    await user.click(screen.getByRole("menuitemradio", { name: /Microsoft/ }));
    expect(screen.getAllByTestId("rule-row")).toHaveLength(3);
    await user.click(screen.getByTestId("voice-facet-state"));
    await user.click(
      screen.getByRole("menuitemradio", { name: /Cannot be on/ }),
    );
    expect(
      screen.getAllByTestId("rule-row").map((row) => row.dataset["id"]),
    ).toEqual(["Microsoft.AMPM"]);
  });

  it("sets level, channels and languages, and goes back to what its style has", async () => {
    const user = await openRoom();
    await go(user, "blame");
    await user.click(screen.getByTestId("rule-level-error"));
    await user.click(screen.getByTestId("rule-scope"));
    await user.click(screen.getByTestId("rule-channel-x"));
    await user.type(screen.getByTestId("rule-locale"), "no such{Enter}");
    expect(screen.getByText(/Write the language like en/)).toBeTruthy();
    await user.clear(screen.getByTestId("rule-locale"));
    await user.type(screen.getByTestId("rule-locale"), "de{Enter}");
    expect(voice.guide.input().rules).toContainEqual({
      name: "Reply.Blame",
      level: "error",
      channels: ["x"],
      locales: ["de"],
      teams: [],
    });
    await user.click(screen.getByTestId("rule-team-pr"));
    await user.type(screen.getByTestId("rule-team"), "p/r{Enter}");
    expect(screen.getByText(/Write a team with letters/)).toBeTruthy();
    await user.clear(screen.getByTestId("rule-team"));
    await user.type(screen.getByTestId("rule-team"), "Press Office{Enter}");
    const { rules } = voice.guide.input();
    const blame = rules.find(({ name }) => name === "Reply.Blame");
    expect(blame?.teams).toEqual(["pr", "press office"]);
    expect(screen.getByTestId("rule-scope").textContent).toContain(
      "X · de · pr, press office",
    );
    await user.click(screen.getByTestId("rule-reset"));
    expect(voice.guide.dirty).toBe(false);
  });

  it("shows what comes from a style as text", async () => {
    const [first, ...rest] = desk.guide.view.rules;
    if (first)
      desk.guide.view.rules = [
        { ...first, message: HOSTILE, reason: HOSTILE, mustFlag: [HOSTILE] },
        ...rest,
      ];
    await openRoom();
    expect(screen.getByTestId("rule-mustFlag").textContent).toContain(HOSTILE);
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it("draws of 300 rules only those in sight", async () => {
    desk.guide.view = new FakeGuide(manyRules(300)).view;
    await openRoom();
    expect(screen.getByTestId("voice-count").textContent).toBe("300");
    expect(screen.getAllByTestId("rule-row").length).toBeLessThan(40);
  });
});

describe("what a rule would flag", () => {
  it("is counted before it is switched on, and leads to the answers", async () => {
    const user = await openRoom();
    await go(user, "deadline");
    await user.keyboard(" i");
    const result = await screen.findByTestId("impact-result");
    expect(result.textContent).toContain("1 of 6 answers");
    expect(result.textContent).toContain("0 of the last 4 replies");
    expect(
      within(screen.getByTestId("impact")).getByText("within 5 working days")
        .tagName,
    ).toBe("MARK");
    await user.click(screen.getByTestId("impact-switch-on"));
    expect(isOn()).toBe("true");
    await user.click(screen.getByTestId("impact-answer"));
    expect(rooms.current).toBe("library");
    expect(rooms.takeLibraryRequest()).toEqual({ kind: "show", id: "refund" });
  });

  it("shows how far it is and can be cancelled", async () => {
    desk.guide.stepMs = 0;
    const user = await openRoom();
    await user.click(screen.getByTestId("impact-ask"));
    const bar = await screen.findByRole("progressbar");
    await waitFor(() => expect(bar.getAttribute("aria-valuemax")).toBe("10"));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByTestId("impact-ask")).toBeTruthy();
    expect(screen.queryByTestId("impact-result")).toBeNull();
    expect(desk.count("cancel_work")).toBe(1);
  });

  it("does not go on unseen", async () => {
    desk.guide.stepMs = 0;
    const user = await openRoom();
    await user.click(screen.getByTestId("impact-ask"));
    await screen.findByRole("progressbar");
    cleanup();
    await waitFor(() => expect(voice.work.owner).toBeNull());
    expect(desk.guide.cancelled).toBe(true);
  });
});

describe("saving", () => {
  it("keeps changes while another room is open", async () => {
    const user = await openRoom();
    await user.keyboard("j ");
    cleanup();
    render(Voice, { voice });
    expect((await screen.findByTestId("voice-changes")).textContent).toBe(
      "1 change",
    );
    expect(shown()).toBe("Reply.Blame");
    expect(isOn()).toBe("false");
  });

  it("saves and uses in one step for one who holds all roles, and takes it back", async () => {
    const user = await openRoom();
    await user.keyboard("j ");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(desk.guide.view.inForce).toBe(4));
    expect(desk.guide.view.open).toBeNull();
    expect(screen.getByTestId("voice-version").textContent).toContain("4");
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(desk.guide.view.inForce).toBe(5));
    await waitFor(() => expect(isOn()).toBe("true"));
  });

  it("lets a revision wait for approval in a team", async () => {
    desk.solo = false;
    const user = await openRoom();
    await user.keyboard("j ");
    await user.click(screen.getByTestId("voice-save"));
    const banner = await screen.findByTestId("voice-open");
    expect(banner.textContent).toContain(
      "Revision 4 by Lena Sommer waits for approval",
    );
    expect(banner.textContent).toContain("revision 3 stays in force");
    expect(desk.guide.view.inForce).toBe(3);
    await user.click(screen.getByTestId("voice-approve"));
    await waitFor(() => expect(desk.guide.view.inForce).toBe(4));
    expect(screen.queryByTestId("voice-open")).toBeNull();
  });

  it("shows what an open revision changes, old and new, and approves it there", async () => {
    desk.solo = false;
    desk.guide.overtake({
      names: [...desk.guide.view.names, "Fibre 900"],
      rules: desk.guide.view.rules.map((rule) =>
        rule.name === "Reply.Promises" ? { ...rule, level: "off" } : rule,
      ),
      privateLines: [{ channel: "x", line: "Please send us a message." }],
    });
    const user = await openRoom();
    const bar = await screen.findByTestId("voice-open");
    expect(bar.textContent).toContain(
      "Changes 1 rule, 1 name, 1 private line.",
    );
    await user.keyboard("d");
    const dialog = screen.getByTestId("voice-open-dialog");
    const lines = within(dialog).getAllByTestId("guide-change");
    const texts = lines.map((line) =>
      line.textContent.replace(/\s+/gu, " ").trim(),
    );
    expect(texts[0]).toBe("Promises removed: Error → added: Off");
    expect(texts[1]).toBe("added: Fibre 900");
    expect(texts[2]).toContain("send us a removed: direct message");
    expect(await accessibilityFaults()).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(desk.guide.view.inForce).toBe(4));
    expect(screen.queryByTestId("voice-open-dialog")).toBeNull();
  });

  it("names a rule that was stopped on its row, its card, the bench and in what it would flag", async () => {
    const [rule] = desk.guide.view.rules;
    if (!rule) throw new Error("there are rules");
    desk.guide.off = [rule.name];
    desk.guide.view = {
      ...desk.guide.view,
      rules: desk.guide.view.rules.map((one) =>
        one === rule ? { ...rule, level: "error", stopped: true } : one,
      ),
    };
    const user = await openRoom();
    expect(screen.getByTestId("rule-stopped").textContent).toContain(
      "took too many steps",
    );
    const [row] = screen.getAllByTestId("rule-row");
    expect(row?.textContent).toContain("Stopped");
    await user.keyboard("i");
    expect((await screen.findByTestId("impact-result")).textContent).toContain(
      "This cannot be told: the rule took too many steps",
    );
    expect(screen.getByTestId("impact").textContent).not.toMatch(/\d of/);
    await user.click(screen.getByTestId("bench-sample"));
    const bench = screen.getByTestId("bench");
    const stopped = await within(bench).findByTestId("stopped-rules");
    expect(stopped.textContent).toContain(`${rule.name} does not count; its`);
  });

  it("puts an open revision away, and takes that back", async () => {
    desk.solo = false;
    desk.guide.overtake({ names: ["Theirs"] });
    const user = await openRoom();
    await user.click(await screen.findByTestId("voice-discard"));
    await waitFor(() => expect(screen.queryByTestId("voice-open")).toBeNull());
    expect(voice.guide.form.names).toContain("NorthBox");
    toasts.list.at(-1)?.action?.run();
    await screen.findByTestId("voice-open");
    expect(voice.guide.form.names).toBe("Theirs");
  });

  it("keeps changes when somebody else wrote meanwhile, and offers to load theirs", async () => {
    const user = await openRoom();
    await user.keyboard("j ");
    desk.guide.overtake({ names: ["Theirs"] });
    const alert = await screen.findByTestId("voice-newer");
    expect(alert.textContent).toContain("Your changes are kept");
    expect(screen.getByTestId("voice-save")).toHaveProperty("disabled", true);
    await user.click(screen.getByTestId("voice-rebase"));
    expect(voice.guide.form.names).toBe("Theirs");
    expect(screen.getByTestId("voice-changes").textContent).toBe("1 change");
  });

  it("says what happened, what was kept and what to do when it fails", async () => {
    desk.failing.set("save_guide", refusal("full", "the disk is full"));
    const user = await openRoom();
    await user.keyboard("j ");
    await user.click(screen.getByTestId("voice-save"));
    const error = await screen.findByTestId("voice-error");
    expect(error.textContent).toContain(
      "The disk is full. Nothing you changed here is lost. Free some space",
    );
    expect(screen.getByTestId("voice-changes")).toBeTruthy();
  });

  it("leaves the guide to curators", async () => {
    session.workspace = desk.workspace();
    session.workspace.member.roles = ["agent"];
    render(Voice, { voice });
    await screen.findByTestId("rule-pane");
    expect(screen.getByTestId("rule-switch")).toHaveProperty("disabled", true);
    await userEvent.setup().keyboard(" ");
    expect(voice.guide.dirty).toBe(false);
    expect(screen.getByText(/Curators change it/)).toBeTruthy();
  });
});

describe("words", () => {
  async function openWords() {
    const user = await openRoom();
    await user.click(screen.getByTestId("voice-tab-words"));
    return user;
  }

  it("are added, changed and taken out line by line", async () => {
    const user = await openWords();
    const [first] = screen.getAllByTestId("wording-say");
    if (first) await user.type(first, "sadly{Enter}");
    await user.keyboard("ping");
    const removes = screen.getAllByTestId("wording-remove");
    const last = removes.at(-1);
    if (last) await user.click(last);
    expect(voice.guide.input().wordings).toEqual([
      {
        avoid: "unfortunately",
        say: "sadly",
        why: "It makes bad news longer.",
      },
      { avoid: "ping", say: "", why: "" },
      { avoid: "ticket", say: "message", why: "Customers write messages." },
    ]);
    expect(screen.getByTestId("voice-changes").textContent).toBe("3 changes");
  });

  it("points at a line that cannot be saved, and does not save it", async () => {
    const user = await openWords();
    await user.click(screen.getByTestId("wording-add"));
    await user.keyboard("Ticket");
    expect(screen.getByText(/This is in the table already/)).toBeTruthy();
    await user.keyboard("{Control>}s{/Control}");
    expect(desk.count("save_guide")).toBe(0);
    expect(screen.getByTestId("voice-faults")).toBeTruthy();
  });

  it("hold names, what may be told, and a line for each channel", async () => {
    const user = await openWords();
    await user.type(screen.getByTestId("voice-names"), "\nFibre 900");
    await user.type(screen.getByTestId("voice-public"), "\n@help.example");
    await user.click(screen.getByTestId("private-add"));
    await user.click(screen.getByRole("menuitem", { name: "Bluesky" }));
    await user.keyboard("Message us.");
    const input = voice.guide.input();
    expect(input.names.at(-1)).toBe("Fibre 900");
    expect(input.public.at(-1)).toBe("@help.example");
    expect(input.privateLines.at(-1)).toEqual({
      channel: "bluesky",
      line: "Message us.",
    });
  });
});

describe("styles", () => {
  async function openStyles() {
    const user = await openRoom();
    await user.click(screen.getByTestId("voice-tab-styles"));
    return user;
  }
  const names = () =>
    screen.getAllByTestId("style").map((style) => style.dataset["id"]);

  it("are taken in from a folder, with what cannot be used by file and line", async () => {
    desk.handlers["pick_files"] = () => ["/styles/write-good"];
    const user = await openStyles();
    await user.click(screen.getByTestId("style-import-folder"));
    await waitFor(() => expect(names()).toContain("write-good"));
    expect(
      screen.getByText(
        "write-good/Sequence.yml, line 3: sequence rules are not supported",
      ),
    ).toBeTruthy();
    expect(screen.getByTestId("voice-open")).toBeTruthy();
    expect(toasts.list.at(-1)?.message).toBe("write-good: 1 rule taken in");
  });

  it("stay as they are when a package cannot be read, and it says why", async () => {
    desk.handlers["pick_files"] = () => ["/styles/broken.zip"];
    const user = await openStyles();
    await user.click(screen.getByTestId("style-import-zip"));
    const error = await screen.findByTestId("voice-error");
    expect(error.textContent).toContain("holds no style");
    expect(names()).toEqual(["Reply", "Microsoft"]);
  });

  it("are taken out with a way back", async () => {
    const user = await openStyles();
    await user.click(screen.getByTestId("style-remove"));
    await waitFor(() => expect(names()).toEqual(["Reply"]));
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(names()).toEqual(["Reply", "Microsoft"]));
  });

  it("are written into a folder", async () => {
    desk.handlers["pick_files"] = () => ["/out"];
    const user = await openStyles();
    await user.click(screen.getByTestId("guide-export"));
    await waitFor(() => expect(desk.count("export_guide")).toBe(1));
    expect(toasts.list.at(-1)?.message).toContain("/out");
  });
});

describe("the library check", () => {
  it("lists what is to be mended, the gravest first, and leads to the answer", async () => {
    const user = await openRoom();
    await user.click(screen.getByTestId("voice-tab-check"));
    await user.click(screen.getByTestId("check-run"));
    await waitFor(() =>
      expect(
        screen.getAllByTestId("check-row").map((row) => row.dataset["id"]),
      ).toEqual(["refund", "private"]),
    );
    expect(
      screen.getByTestId("check-body").querySelector("mark")?.textContent,
    ).toBe("within 5 working days");
    await user.keyboard("jo");
    expect(rooms.takeLibraryRequest()).toEqual({ kind: "show", id: "private" });
  });

  it("is cancelled and keeps what was found before", async () => {
    const user = await openRoom();
    await user.click(screen.getByTestId("voice-tab-check"));
    await user.click(screen.getByTestId("check-run"));
    await screen.findAllByTestId("check-row");
    desk.guide.stepMs = 0;
    await user.click(screen.getByTestId("check-run"));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(await screen.findByTestId("check-run")).toBeTruthy();
    expect(screen.getAllByTestId("check-row")).toHaveLength(2);
    expect(screen.queryByTestId("check-error")).toBeNull();
  });
});

describe("the bench", () => {
  const marks = () =>
    [...document.querySelectorAll(".cm-finding")].map((one) => one.textContent);

  it("marks what is found, says what it costs, and mends it", async () => {
    const user = await openRoom();
    voice.bench.editor?.replace(
      { from: 0, to: 0 },
      "Kindly wait. We guarantee.",
    );
    await waitFor(() => expect(marks()).toEqual(["Kindly", "We guarantee"]));
    expect(screen.getByTestId("bench-score").dataset["score"]).toBe("87");
    const [, promise] = screen.getAllByTestId("bench-finding");
    expect(promise?.textContent).toContain("12 points off");
    await user.click(screen.getByTestId("bench-fix"));
    await waitFor(() => expect(marks()).toEqual(["We guarantee"]));
    expect(voice.bench.text).toBe("please wait. We guarantee.");
  });

  it("goes by what is changed and not saved", async () => {
    const user = await openRoom();
    voice.bench.editor?.replace({ from: 0, to: 0 }, "We guarantee.");
    await waitFor(() => expect(marks()).toEqual(["We guarantee"]));
    await user.keyboard("{Escape}");
    await go(user, "promises");
    await user.keyboard(" ");
    await waitFor(() => expect(marks()).toEqual([]));
    expect(screen.getByText(/Nothing to mend/)).toBeTruthy();
  });

  it("leads from a finding to its rule", async () => {
    const user = await openRoom();
    voice.bench.editor?.replace({ from: 0, to: 0 }, "We guarantee.");
    await user.click(await screen.findByTestId("bench-rule"));
    expect(shown()).toBe("Reply.Promises");
  });
});

describe("the room", () => {
  it("says when the guide cannot be read, and reads it again", async () => {
    desk.failing.set("guide", refusal("busy", "another program writes"));
    session.workspace = desk.workspace();
    render(Voice, { voice });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    desk.failing.clear();
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("rule-pane")).toBeTruthy();
    expect(screen.queryByTestId("voice-error")).toBeNull();
  });

  it("leads back to the list with Esc", async () => {
    const user = await openRoom();
    screen.getByTestId("rule-switch").focus();
    await user.keyboard("{Escape}");
    expect(document.activeElement?.getAttribute("role")).toBe("listbox");
    await user.keyboard("/");
    expect(document.activeElement).toBe(screen.getByTestId("voice-search"));
  });

  it.each(["rules", "words", "styles", "check"])(
    "is free of accessibility faults in %s",
    async (tab) => {
      desk.guide.overtake({ names: ["Theirs"] });
      const user = await openRoom();
      await user.click(screen.getByTestId(`voice-tab-${tab}`));
      if (tab === "check") {
        await user.click(screen.getByTestId("check-run"));
        await screen.findAllByTestId("check-row");
      }
      voice.bench.editor?.replace({ from: 0, to: 0 }, "Kindly wait.");
      await screen.findByTestId("bench-finding");
      expect(await accessibilityFaults()).toEqual([]);
    },
    30_000,
  );
});
