import { beforeEach, describe, expect, it } from "vitest";
import { FakeGuide } from "../../test/fakeGuide";
import { answering, held, refusal } from "../../test/fakeLibrary";
import type { GuideView } from "../../ipc";
import { GuideState } from "./guideState.svelte";

let fake: FakeGuide;
let guide: GuideState;

beforeEach(async () => {
  fake = new FakeGuide();
  answering(fake.handlers);
  guide = new GuideState();
  await guide.load();
});

function rule(name: string) {
  const found = guide.rule(name);
  if (!found) throw new Error(`no rule is called ${name}`);
  return found;
}
const level = (name: string) => guide.setting(rule(name)).level;

describe("the guide in the room", () => {
  it("never switches on a rule whose examples fail", () => {
    const broken = rule("Microsoft.AMPM");
    expect(guide.toggle(broken)).toBe(false);
    guide.set(broken, { level: "error" });
    expect(level("Microsoft.AMPM")).toBe("off");
    expect(guide.dirty).toBe(false);
  });

  it("switches a rule on with the level it had", () => {
    guide.set(rule("Reply.Blame"), { level: "suggestion" });
    guide.toggle(rule("Reply.Blame"));
    expect(level("Reply.Blame")).toBe("off");
    guide.toggle(rule("Reply.Blame"));
    expect(level("Reply.Blame")).toBe("suggestion");
    guide.toggle(rule("Reply.ReadingEase"));
    expect(level("Reply.ReadingEase"), "its style has none").toBe("warning");
  });

  it("keeps changes while the guide is read again", async () => {
    guide.toggle(rule("Reply.Blame"));
    await guide.load();
    expect(level("Reply.Blame")).toBe("off");
    expect(guide.newer).toBeNull();
  });

  it("keeps a line that is begun while the same guide is read again", async () => {
    const before = guide.form.wordings.map(({ id }) => id);
    await guide.load();
    expect(guide.form.wordings.map(({ id }) => id)).toEqual(before);
  });

  it("saves what was changed as an open revision and has nothing left to save", async () => {
    guide.toggle(rule("Reply.Blame"));
    expect(await guide.save()).toBe(true);
    expect(guide.view?.open?.number).toBe(4);
    expect(guide.dirty).toBe(false);
    expect(level("Reply.Blame")).toBe("off");
  });

  it("keeps what is changed while a revision is on its way", async () => {
    const late = held<GuideView>();
    const answer = fake.handlers.save_guide;
    answering({ ...fake.handlers, save_guide: () => late.promise });
    guide.toggle(rule("Reply.Blame"));
    const sent = guide.input();
    const saving = guide.save();
    guide.toggle(rule("Reply.Jargon"));
    late.resolve(answer({ input: sent }));
    await saving;
    expect(level("Reply.Jargon")).toBe("off");
    expect(guide.changes).toHaveLength(1);
  });

  it("keeps changes when somebody else wrote meanwhile, and offers theirs below mine", async () => {
    guide.toggle(rule("Reply.Blame"));
    fake.overtake({ names: ["Theirs"] });
    expect(await guide.save()).toBe(false);
    expect(guide.error, "it is said in its own words").toBeNull();
    expect(guide.newer?.open?.by).toBe("Mira Osei");
    expect(level("Reply.Blame")).toBe("off");
    expect(guide.canSave).toBe(false);
    guide.rebase();
    expect(guide.form.names).toBe("Theirs");
    expect(level("Reply.Blame")).toBe("off");
    expect(await guide.save()).toBe(true);
    expect(fake.view.names).toEqual(["Theirs"]);
  });

  it("gives up changes for theirs, and takes that back", async () => {
    guide.toggle(rule("Reply.Blame"));
    fake.overtake({ names: ["Theirs"] });
    await guide.load();
    const undo = guide.revert();
    expect(guide.form.names).toBe("Theirs");
    expect(guide.dirty).toBe(false);
    undo();
    expect(level("Reply.Blame")).toBe("off");
    expect(guide.form.names).toBe("Theirs");
  });

  it("keeps changes when saving fails for another reason, and says which", async () => {
    answering({
      ...fake.handlers,
      save_guide: () => {
        throw refusal("full", "the disk is full");
      },
    });
    guide.form.names += "\nNew";
    expect(await guide.save()).toBe(false);
    expect(guide.error?.code).toBe("full");
    expect(guide.form.names).toContain("New");
  });

  it("puts unsaved changes on top of a style that is taken in", async () => {
    guide.toggle(rule("Reply.Blame"));
    expect(await guide.importStyle("/styles/write-good")).toBe(true);
    expect(guide.view?.styles.at(-1)?.name).toBe("write-good");
    expect(level("Reply.Blame")).toBe("off");
    expect(guide.changes).toHaveLength(1);
  });

  it("does not save a line that cannot be kept", async () => {
    guide.form.wordings.push({ id: -1, avoid: "", say: "x", why: "" });
    expect(guide.faults).toBe(1);
    expect(await guide.save()).toBe(false);
    expect(fake.view.open).toBeNull();
  });
});
