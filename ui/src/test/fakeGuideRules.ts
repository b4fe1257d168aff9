// Rules for the pretended voice guide: a few patterns stand for all the checks there are.
import type { RuleLevel, RuleView } from "../ipc";

export interface FakeRule extends RuleView {
  pattern: RegExp;
  fix?: string;
}

type Brief = Partial<FakeRule> & Pick<FakeRule, "name" | "message" | "pattern">;

function rule({ name, ...rest }: Brief): FakeRule {
  const defaultLevel: RuleLevel = rest.defaultLevel ?? "warning";
  return {
    name,
    style: name.slice(0, name.indexOf(".")),
    reason: null,
    link: null,
    level: defaultLevel,
    channels: [],
    locales: [],
    teams: [],
    mustFlag: [],
    mustPass: [],
    problem: null,
    stopped: false,
    ...rest,
    defaultLevel,
  };
}

export const RULES: readonly FakeRule[] = [
  rule({
    name: "Reply.ApologyOnce",
    message: "One apology is heard; more sound like a form letter.",
    reason: "A repeated apology takes the room of what helps.",
    link: "guide.md#apologies",
    pattern: /(?<=\bsorry\b.*)\b(?:sorry|apologi[sz]e)\b/giu,
    mustFlag: ["Sorry for the wait, and sorry that nobody called."],
    mustPass: ["Sorry for the wait. Your router ships today."],
  }),
  rule({
    name: "Reply.Blame",
    message: "“…” puts the customer at fault. Say what to do next instead.",
    reason: "Nobody listens after being blamed.",
    link: "guide.md#blame",
    pattern: /\byou (?:should have|failed to|forgot)\b/giu,
    mustFlag: ["You should have cancelled earlier.", "You failed to reply."],
    mustPass: ["Cancelling before the 14th saves a month."],
  }),
  rule({
    name: "Reply.ClickHere",
    message: "Say where the link leads instead of “…”.",
    reason:
      "Screen readers read links alone, and people trust a link that says where it goes.",
    link: "guide.md#links",
    defaultLevel: "suggestion",
    pattern: /\bclick here\b/giu,
    mustFlag: ["Click here to see your bill."],
    mustPass: ["Your bill is on northlight.example/bills."],
  }),
  rule({
    name: "Reply.Deadline",
    message: "“…” is a deadline. Take it from a fact, so that it can change.",
    reason: "What is written out in an answer is forgotten when it changes.",
    link: "guide.md#facts",
    pattern: /\bwithin \d+ (?:working )?(?:days|hours)\b/giu,
    mustFlag: ["Refunds arrive within 5 working days."],
    mustPass: ["Refunds arrive within {{fact.refund_time}}."],
  }),
  rule({
    name: "Reply.Exclamation",
    message: "One exclamation mark is enough.",
    reason: "More than one reads as shouting, or as selling.",
    link: "guide.md#marks",
    pattern: /(?<=!.*)!/gu,
    mustFlag: ["Thanks!! See you!"],
    mustPass: ["Thanks for the tip!"],
  }),
  rule({
    name: "Reply.FirstThings",
    message: "Say what to do first, then why.",
    defaultLevel: "suggestion",
    pattern: /^so that\b/giu,
    mustFlag: ["So that we can help, send us your order number."],
    mustPass: ["Send us your order number, so that we can help."],
  }),
  rule({
    name: "Reply.Jargon",
    message: "Say it in a plain word instead of “…”.",
    reason: "Plain words are read faster and sound like a person.",
    link: "guide.md#jargon",
    defaultLevel: "suggestion",
    pattern: /\b(?:kindly|utili[sz]e|asap)\b/giu,
    fix: "please",
    mustFlag: ["Kindly utilize the app."],
    mustPass: ["Please use the app."],
  }),
  rule({
    name: "Reply.Promises",
    message: "“…” is a promise. Say what you do, and by when it is approved.",
    reason:
      "Only approved answers may promise, because every customer may hold us to it.",
    link: "guide.md#promises",
    defaultLevel: "error",
    pattern: /\b(?:we guarantee|never happen again|without fail)\b/giu,
    mustFlag: [
      "We guarantee that it works by Friday.",
      "This will never happen again.",
      "A refund without fail.",
    ],
    mustPass: ["Our engineers are on it; the next update is at 18:00."],
  }),
  rule({
    name: "Reply.ReadingEase",
    message: "This is hard to read. Shorter sentences help.",
    defaultLevel: "off",
    pattern: /\bnotwithstanding\b/giu,
    reason: "People read replies on a phone, in a queue, annoyed.",
  }),
  rule({
    name: "Reply.SignOff",
    message: "“…” as a sign-off is for letters.",
    defaultLevel: "off",
    reason: "A public reply is a conversation.",
    pattern: /\b(?:kind|best|warm) regards\b/giu,
    mustFlag: ["Kind regards, Lena"],
    mustPass: ["Talk soon, Lena"],
    channels: ["x", "bluesky", "mastodon"],
    locales: ["en"],
  }),
  rule({
    name: "Microsoft.Adverbs",
    message: "Remove “…” if it's not important to the meaning.",
    link: "https://docs.microsoft.com/en-us/style-guide/word-choice/use-simple-words-concise-sentences",
    defaultLevel: "suggestion",
    pattern: /\b(?:really|totally|quickly)\b/giu,
  }),
  rule({
    name: "Microsoft.AMPM",
    message: "Use 'AM' or 'PM' (preceded by a space).",
    defaultLevel: "error",
    pattern: /\d(?:am|pm)\b/gu,
    mustFlag: ["We open at 9am."],
    mustPass: ["We open at 9:00."],
    problem: "the example “We open at 9am.” finds nothing (AMPM.yml, line 14)",
    level: "off",
  }),
  rule({
    name: "Microsoft.Contractions",
    message: "Use “…” instead of the long form.",
    defaultLevel: "error",
    pattern: /\b(?:do not|cannot)\b/giu,
    level: "off",
  }),
];

const LONG = "A sentence that goes on, and on, as some people write them. ";

/** A rule of somebody who writes a lot. */
const WORDY = rule({
  name: "Acme.ALongNameThatSomebodyGaveARuleBecauseNothingShorterCameToMind",
  message: `${LONG.repeat(6)}${"unbroken".repeat(20)}`,
  reason: LONG.repeat(10),
  link: `https://style.acme.example/${"path/".repeat(40)}`,
  problem: `the example “${LONG.repeat(3)}” finds nothing (Acme/Long.yml, line 4)`,
  pattern: /\bunbroken\b/giu,
  mustFlag: [LONG.repeat(8), "unbroken".repeat(30)],
  mustPass: [LONG.repeat(4)],
  channels: ["x", "bluesky", "mastodon", "facebook", "instagram"],
  locales: ["en-GB", "en-US", "de", "fr", "pt-BR"],
});

/** As many rules as somebody with every public package has. */
export function manyRules(count: number): FakeRule[] {
  const some = Array.from({ length: count }, (_, index) => {
    const base = RULES[index % RULES.length] as FakeRule;
    const name = `${base.name}${index < RULES.length ? "" : String(index)}`;
    return index < RULES.length ? base : { ...base, name };
  });
  return [...some.slice(1), WORDY].sort((a, b) => a.name.localeCompare(b.name));
}
