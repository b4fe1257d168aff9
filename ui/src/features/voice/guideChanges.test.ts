import { describe, expect, it } from "vitest";
import { FakeGuide } from "../../test/fakeGuide";
import { changesOf, openChanges, rebased, sameGuide } from "./guideChanges";
import {
  isTooLong,
  linesOf,
  toForm,
  toInput,
  wordingFaults,
  wordingLine,
  type GuideForm,
} from "./guideForm";
import { plainName } from "./plainName";

const view = new FakeGuide().view;
const base = () => toForm(view);

/** The base and what `change` makes of it. */
function changed(change: (form: GuideForm) => void): [GuideForm, GuideForm] {
  const from = base();
  const to = structuredClone(from);
  change(to);
  return [from, to];
}

const rule = (form: GuideForm, name: string) => {
  const found = form.rules[name];
  if (!found) throw new Error(`no rule is called ${name}`);
  return found;
};

describe("changes of the guide", () => {
  it("counts each thing that was changed once, and none that was changed back", () => {
    const [from, to] = changed((form) => {
      rule(form, "Reply.Promises").level = "warning";
      form.wordings[0] = {
        ...wordingLine(),
        ...form.wordings[0],
        say: "sadly",
      };
      form.names += "\nFibre 900";
      form.open = form.open.replace("0800 555 0100", "");
      form.privateLines.push({ channel: "bluesky", line: "Message us." });
    });
    expect(changesOf(from, to).map(({ kind }) => kind)).toEqual([
      "rule",
      "wording",
      "name",
      "open",
      "private",
    ]);
    expect(changesOf(from, structuredClone(from))).toEqual([]);
  });

  it("takes a changed word to avoid as one change", () => {
    const [from, to] = changed((form) => {
      const [first] = form.wordings;
      if (first) first.avoid = "sadly";
    });
    expect(changesOf(from, to)).toEqual([
      {
        kind: "wording",
        how: "changed",
        words: "sadly",
        from: "unfortunately (It makes bad news longer.)",
        to: "sadly (It makes bad news longer.)",
      },
    ]);
  });

  it("does not count a line that says nothing yet", () => {
    const [from, to] = changed((form) => {
      form.wordings.push(wordingLine());
      form.privateLines.push({ channel: "sms", line: " " });
      form.names += "\n\n";
    });
    expect(changesOf(from, to)).toEqual([]);
  });

  it("lists what an open revision changes in the guide in force, old and new", () => {
    const guide = new FakeGuide();
    const [first] = guide.view.wordings;
    guide.overtake({
      rules: guide.view.rules.map((one) =>
        one.name === "Reply.Promises" ? { ...one, level: "off" } : one,
      ),
      wordings: [
        { avoid: first?.avoid ?? "", say: "sadly", why: "" },
        ...guide.view.wordings.slice(2),
      ],
      names: [...guide.view.names.slice(1), "Fibre 900"],
      privateLines: [{ channel: "sms", line: "Write to us." }],
    });
    const changes = openChanges(guide.view);
    const texts = changes.map((one) =>
      one.kind === "rule"
        ? [one.name, one.from.level, one.to.level]
        : [one.kind, one.how],
    );
    expect(texts).toEqual([
      ["Reply.Promises", "error", "off"],
      ["wording", "changed"],
      ["wording", "removed"],
      ["name", "added"],
      ["name", "removed"],
      ["private", "added"],
      ["private", "removed"],
    ]);
    expect(changes[1]).toMatchObject({
      from: "unfortunately (It makes bad news longer.)",
      to: "unfortunately → sadly",
    });
    expect(openChanges(new FakeGuide().view), "nothing is open").toEqual([]);
  });

  it("puts mine on top of theirs, and leaves theirs where I changed nothing", () => {
    const [from, mine] = changed((form) => {
      rule(form, "Reply.Promises").level = "warning";
      form.wordings = form.wordings.filter(({ avoid }) => avoid !== "ticket");
      form.wordings.push(wordingLine({ avoid: "ping", say: "message" }));
      form.names = "Northlight\nFibre 900\nNorthBox";
      form.privateLines = [{ channel: "x", line: "Mine" }];
    });
    const theirs = structuredClone(from);
    rule(theirs, "Reply.Promises").level = "suggestion";
    rule(theirs, "Reply.Blame").level = "error";
    theirs.wordings.push(wordingLine({ avoid: "asap", say: "soon" }));
    theirs.names += "\nFibre 500";
    theirs.privateLines.push({ channel: "sms", line: "Theirs" });

    const both = rebased(from, mine, theirs);
    expect(rule(both, "Reply.Promises").level).toBe("warning");
    expect(rule(both, "Reply.Blame").level).toBe("error");
    expect(both.wordings.map(({ avoid }) => avoid)).toEqual([
      "unfortunately",
      "downtime",
      "asap",
      "ping",
    ]);
    expect(linesOf(both.names)).toEqual([
      "Northlight",
      "NorthBox",
      "Fibre 500",
      "Fibre 900",
    ]);
    expect(both.privateLines).toEqual([
      { channel: "x", line: "Mine" },
      { channel: "sms", line: "Theirs" },
    ]);
  });

  it("keeps a word that both added once, as I wrote it", () => {
    const [from, mine] = changed((form) => {
      form.wordings.push(wordingLine({ avoid: "ASAP", say: "today" }));
    });
    const theirs = structuredClone(from);
    theirs.wordings.push(wordingLine({ avoid: "asap", say: "soon" }));
    const said = rebased(from, mine, theirs).wordings.map(({ say }) => say);
    expect(said).toEqual(["", "message", "outage", "today"]);
  });

  it("sends only rules that are set other than their styles have them", () => {
    const form = base();
    rule(form, "Reply.Promises").level = "warning";
    const input = toInput(form, view.rules, 4);
    expect(input.number).toBe(4);
    expect(input.rules.map(({ name }) => name)).toEqual([
      "Reply.Promises",
      "Reply.SignOff",
      "Microsoft.AMPM",
      "Microsoft.Contractions",
    ]);
  });

  it("says which lines of the table cannot be kept", () => {
    const lines = [
      wordingLine({ avoid: "Ticket" }),
      wordingLine({ avoid: "ticket " }),
      wordingLine({ say: "message" }),
      wordingLine({ avoid: "x", why: "ü".repeat(600) }),
      wordingLine(),
    ];
    const faults = wordingFaults(lines);
    expect(lines.map(({ id }) => faults.get(id))).toEqual([
      undefined,
      "twice",
      "avoid_missing",
      "too_long",
      undefined,
    ]);
    expect(isTooLong("ü".repeat(500))).toBe(false);
  });

  it("knows a guide again whatever its number", () => {
    expect(sameGuide(view, { ...view, next: 9, inForce: 8 })).toBe(true);
    expect(sameGuide(view, { ...view, names: ["Other"] })).toBe(false);
  });
});

describe("names in plain words", () => {
  it.each([
    ["Reply.ApologyOnce", "Apology once"],
    ["Reply.Promises", "Promises"],
    ["Microsoft.AMPM", "AMPM"],
    ["Google.HTMLTags", "HTML tags"],
    ["write-good.E-Prime", "E-Prime"],
    ["proselint.But", "But"],
    ["Style.Very_Long", "Very long"],
  ])("%s reads %s", (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});
