import { describe, expect, it } from "vitest";
import type { SettingsInput, WorkspaceView } from "../../ipc";
import { answering, refusal } from "../../test/fakeLibrary";
import { asMinutes, SettingsState } from "./settingsState.svelte";

const workspace: WorkspaceView = {
  name: "Northlight",
  timeZone: "Europe/London",
  locale: "en",
  member: {
    id: "m1",
    name: "Lena Sommer",
    roles: ["agent", "curator", "approver", "admin"],
    team: null,
  },
  teams: [],
  solo: true,
  settings: {
    firstReplyMinutes: 60,
    firstReplyByChannel: [{ channel: "x", minutes: 30 }],
    synonyms: [["refund", "money back"]],
  },
  counts: { approved: 80, drafts: 20, retired: 0, waiting: 200 },
};

function typeLast(state: SettingsState, line: string) {
  const last = state.synonyms.at(-1);
  if (last) last.line = line;
}

describe("SettingsState", () => {
  it("saves what was typed and is clean again", async () => {
    let sent: SettingsInput | undefined;
    answering({
      save_settings: ({ input }: { input: SettingsInput }) => {
        sent = input;
        return {
          ...workspace,
          member: { ...workspace.member, name: input.agent },
          settings: input,
        };
      },
    });
    const state = new SettingsState(workspace);
    expect(state.dirty).toBe(false);
    state.agent = " Jo ";
    state.addTarget("email");
    state.removeTarget("x");
    const saved = await state.save();
    expect(sent).toEqual({
      agent: "Jo",
      team: null,
      firstReplyMinutes: 60,
      firstReplyByChannel: [{ channel: "email", minutes: 60 }],
      synonyms: [["refund", "money back"]],
    });
    expect(saved?.member.name).toBe("Jo");
    expect(state.dirty).toBe(false);
  });

  it("saves no empty name and no odd number", () => {
    const state = new SettingsState(workspace);
    state.agent = "  ";
    expect(state.canSave).toBe(false);
    state.agent = "Jo";
    state.minutes = "soon";
    expect(state.canSave).toBe(false);
  });

  it("saves words that mean the same, without the lines left empty", async () => {
    let sent: SettingsInput | undefined;
    answering({
      save_settings: ({ input }: { input: SettingsInput }) => {
        sent = input;
        return { ...workspace, settings: input };
      },
    });
    const state = new SettingsState(workspace);
    expect(state.addSynonyms(0)).toBe(true);
    expect(state.dirty, "an empty line changes nothing").toBe(false);
    typeLast(state, " parcel ,, package , Parcel");
    state.addSynonyms(1);
    expect(state.canSave).toBe(true);
    await state.save();
    expect(sent?.synonyms).toEqual([
      ["refund", "money back"],
      ["parcel", "package"],
    ]);
    expect(state.dirty).toBe(false);
    expect(state.synonyms.length, "the empty line is gone").toBe(2);
  });

  it("saves no words that break a rule", () => {
    const state = new SettingsState(workspace);
    state.addSynonyms(0);
    typeLast(state, "parcel, REFUND");
    expect(state.synonymFaults).toEqual([
      null,
      { kind: "twice", word: "REFUND", other: "refund" },
    ]);
    expect(state.canSave).toBe(false);
    state.removeSynonyms(0);
    expect(state.canSave).toBe(true);
  });

  it("keeps what was typed when saving fails", async () => {
    answering({
      save_settings: () => {
        throw refusal("full", "the disk is full");
      },
    });
    const state = new SettingsState(workspace);
    state.agent = "Jo";
    expect(await state.save()).toBeNull();
    expect(state.error?.code).toBe("full");
    expect(state.agent).toBe("Jo");
  });

  it.each([
    ["1", 1],
    ["10080", 10_080],
    ["0", null],
    ["10081", null],
    ["1.5", null],
    ["", null],
  ])("reads %j minutes as %j", (typed, minutes) => {
    expect(asMinutes(typed)).toBe(minutes);
  });
});
