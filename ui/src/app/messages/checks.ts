import type {
  FindingSeverity,
  FindingView,
  LengthUnit,
  SentenceState,
} from "../../ipc";
import { number, plural, shared } from "./shared";

const severity: Record<FindingSeverity, string> = shared.levels;

const units: Record<LengthUnit, readonly [one: string, many: string]> = {
  characters: ["character", "characters"],
  bytes: ["byte", "bytes"],
  messages: ["message", "messages"],
};

/** Kinds of claims that are promises; others are only named. */
const PROMISES = ["duration", "date", "time", "money", "percentage", "number"];

/** What the checks of a reply say and offer. */
export const checks = {
  severity,
  finding: (finding: FindingView) => ({
    said: `${severity[finding.severity]}: ${finding.message}`,
  }),
  findings: "Findings",
  findingsCount: (count: number) =>
    count === 0 ? "No findings" : plural(count, "finding", "findings"),
  findingsBy: (kind: FindingSeverity, count: number) =>
    plural(
      count,
      severity[kind].toLowerCase(),
      `${severity[kind].toLowerCase()}s`,
    ),
  noFindings: "Nothing was found.",
  blocks: "stops sending",
  rule: (rule: string) => `Rule ${rule}`,
  copyLink: "Copy link",
  copyLinkHint: (link: string) => `Copy link ${link}`,
  linkCopied: "Link copied: paste it into your browser",
  fixTo: (text: string) => (text === "" ? "Remove" : text),
  fixLabel: (from: string, to: string) =>
    to === "" ? `Remove “${from}”` : `Replace “${from}” with “${to}”`,
  fixMenu: "Replace with",
  fixed: (text: string) =>
    text === "" ? "Removed" : `Replaced with “${text}”`,
  nothingToFix: "There is nothing to fix here.",
  length: (length: number, limit: number | null, unit: LengthUnit) => {
    const [one, many] = units[unit];
    if (limit === null) return plural(length, one, many);
    const share = `${number(length)}/${number(limit)}`;
    return unit === "characters" ? share : `${share} ${many}`;
  },
  lengthHint: {
    characters: "Characters, as the channel counts them",
    bytes: "Bytes, as the channel counts them",
    messages: "Text messages that the reply takes",
  } satisfies Record<LengthUnit, string>,
  over: (count: number) => `${number(count)} over`,
  split: {
    open: (parts: number) => `Split in ${number(parts)}`,
    none: "Cannot be split",
    why: "It cannot be divided into messages that fit without breaking a locked part, a link or the formatting. Shorten it instead.",
    title: "As several messages",
    part: (index: number, parts: number) => `${index} of ${parts}`,
    copy: (index: number) => `Copy part ${index}`,
    copied: (index: number) => `Part ${index} copied`,
  },
  voice: {
    score: (score: number) => `Voice ${score}`,
    hint: "How well the reply follows the voice guide, of 100",
    title: "Voice score",
    none: "Every point is there.",
    points: (points: number) => `−${points}`,
    pointsLabel: (points: number) => `${plural(points, "point", "points")} off`,
  },
  copy: "Copy",
  copyFailed: "Select the text and copy it by hand.",
  sentences: {
    label: "Where each sentence comes from",
    segment: (index: number, count: number, state: SentenceState) =>
      `Sentence ${index} of ${count}: ${checks.sentences.states[state]}`,
    states: {
      verbatim: "Approved as it stands",
      fields: "Approved, with fields filled",
      edited: "Changed since it was approved",
      own: "Own words",
    } satisfies Record<SentenceState, string>,
    from: "from",
    claim: (kind: string, text: string) =>
      PROMISES.includes(kind) ? `Promises ${text}` : `Names ${text}`,
    instead: (approved: string) => `approved text says ${approved}`,
    unapproved: "no approved text says so",
  },
  exposure: {
    title: "This would show private details in public",
    move: "Move to private message",
    moved: "Moved to a private message",
    message: "Private message",
    hint: "Only for the customer. It is not part of the reply.",
    copied: "Private message copied",
    dismiss: "Dismiss the private message",
  },
  actions: {
    next: "Next finding",
    previous: "Previous finding",
    fix: "Fix the finding at the cursor",
    findings: "Show or hide the findings",
  },
};
