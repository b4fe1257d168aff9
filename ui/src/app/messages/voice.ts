import type { ErrorCode, FindingSeverity, RuleLevel } from "../../ipc";
import { guideChanges } from "./guideChanges";
import { number, plural, shared } from "./shared";

/** The words of the Voice room. */
export const voice = {
  title: "Voice",
  group: "Voice",
  list: "Rules",
  pane: "rule list",
  retry: "Try again",
  failed: (code: ErrorCode, message: string) => {
    const kept = code === "cancelled" ? "" : ` ${advice(code)}`;
    return `${sentence(message)}${kept}`;
  },
  guideFailed: "The voice guide could not be read",
  guideAdvice: "Nothing is changed or lost. Try again.",
  detail: "The rule",
  leave: "Back to the list",

  tabs: {
    label: "Parts of the voice guide",
    rules: "Rules",
    words: "Words",
    styles: "Styles",
    check: "Library check",
    likeness: "Sounds like us",
  },
  keys: {
    next: "Next in the list",
    previous: "Previous in the list",
    search: "Search the rules",
    toggle: "Switch the rule on or off",
    impact: "What would this rule flag?",
    bench: "Try a text",
    save: "Save for approval",
    use: "Save and use",
    changes: "Show what the open revision changes",
    approve: "Approve the open revision",
    revert: "Undo changes that are not saved",
    tab: (name: string) => `Voice: ${name}`,
  },

  bar: {
    inForce: (revision: number) =>
      revision === 0
        ? "As it comes with Antiphon"
        : `Revision ${number(revision)} in force`,
    changes: (count: number) => plural(count, "change", "changes"),
    changesHint: "Show what is not saved yet",
    revert: "Undo changes",
    save: "Save for approval",
    saving: "Saving …",
    use: "Save and use",
    bench: "Try a text",
    benchClose: "Close the bench",
    faulty: (count: number) =>
      `${plural(count, "line", "lines")} in Words cannot be saved as ${count === 1 ? "it is" : "they are"}.`,
    showFaults: "Show",
    reading: "You can read the guide and try texts. Curators change it.",
  },
  open: {
    waits: (revision: number, by: string) =>
      `Revision ${number(revision)} by ${by} waits for approval`,
    shown: (inForce: number) =>
      inForce === 0
        ? "It is what you see here. Until it is approved, the guide stays as it comes with Antiphon."
        : `It is what you see here. Until it is approved, revision ${number(inForce)} stays in force.`,
    title: (revision: number, inForce: number) =>
      inForce === 0
        ? `What revision ${number(revision)} changes`
        : `What revision ${number(revision)} changes in revision ${number(inForce)}`,
    changes: (count: number) =>
      count === 0 ? "No changes" : `Show ${plural(count, "change", "changes")}`,
    summary: guideChanges.summary,
    approve: "Approve",
    approveSolo: "Use it",
    approving: "Approving …",
    discard: "Discard",
    withEdits:
      "Your changes that are not saved are not part of it and stay here.",
    solo: "Solo: you approve your own guide; four-eyes is off",
  },
  newer: {
    text: "Somebody changed the guide meanwhile. Your changes are kept here, but they build on the guide before that.",
    rebase: "Load theirs, keep my changes",
    theirs: "Use theirs",
  },
  done: {
    saved: (revision: number) =>
      `Revision ${number(revision)} waits for approval`,
    used: (revision: number) => `Revision ${number(revision)} is in force`,
    discarded: (revision: number) =>
      `Revision ${number(revision)} is discarded`,
    reverted: "Your changes are undone",
    putBack: "The guide is as it was before",
    rebased: "The guide is loaded, with your changes on top",
    undo: "Undo",
    imported: (count: number, name: string) =>
      `${name}: ${plural(count, "rule", "rules")} taken in`,
    importedNothing: "The styles are as they were",
    removed: (name: string) => `${name} is taken out`,
    exported: (folder: string) => `The guide is written to ${folder}`,
    copied: "Copied",
    copyFailed: "Copying was not allowed; the text is selected instead",
  },
  changes: guideChanges,

  levels: shared.levels,
  levelHints: {
    suggestion: "Could be better; costs 1 point",
    warning: "Should be mended; costs 5 points",
    error: "Must be mended; costs 12 points",
  } satisfies Record<FindingSeverity, string>,
  on: "On",
  off: "Off",

  rules: {
    search: "Search rules",
    clearSearch: "Clear search",
    clear: "Clear search and filters",
    none: "No rule matches this search and these filters.",
    empty: "This guide has no rules yet. Import a Vale package to begin.",
    pick: "Choose a rule on the left to see what it says.",
    count: (shown: number, total: number) =>
      shown === total ? number(total) : `${number(shown)} of ${number(total)}`,
    unsaved: "Not saved",
    own: "Changed",
    ownHint: "Set other than its style has it",
    problem: "Cannot be on",
    stopped: "Stopped",
    stoppedHint: "Took too many steps on some text and does not count",
    switchOn: (name: string) => `Switch on ${name}`,
    switchOff: (name: string) => `Switch off ${name}`,
    everywhere: "Everywhere",
  },
  facets: {
    style: "Style",
    level: "Level",
    state: "On or off",
    changed: "Changed",
    states: { on: "On", off: "Off", problem: "Cannot be on" },
    changes: { own: "Other than its style", unsaved: "Not saved yet" },
  },
  rule: {
    says: "What it says",
    why: "Why",
    noReason: "Its style gives no reason.",
    link: "More",
    copyLink: "Copy link",
    linkCopied: "Link copied: paste it into your browser",
    level: "Level",
    styleLevel: (level: RuleLevel) =>
      level === "off"
        ? "Its style has it switched off."
        : `Its style has it as ${level}.`,
    reset: "As its style has it",
    problem: (why: string) => `It cannot be switched on: ${withoutStop(why)}.`,
    stopped: "It was stopped.",
    stoppedHint:
      "On some text it took too many steps. Until the guide changes or the program starts anew it counts nowhere; make its pattern simpler in its style.",
    problemHint:
      "Mend it in its style and import the style again; until then nothing is checked by it.",
    toggle: "Check replies with this rule",
  },
  scope: {
    title: "Where it applies",
    channels: "Channels",
    channelsHint: "None chosen means everywhere.",
    locales: "Languages",
    localesHint:
      "Such as en or pt-BR; Enter or a comma adds one. None means all.",
    localeFault: "Write the language like en, de or pt-BR.",
    removeLocale: (locale: string) => `Remove language ${locale}`,
    everywhere: "Everywhere, in every language, for every team",
    change: "Change",
  },
  examples: {
    title: "Examples",
    mustFlag: "Must be flagged",
    mustPass: "Must pass",
    none: "Its style has no examples. Try a text on the bench.",
    missed: "nothing is found here",
    wrong: "this is flagged, but must not be",
    found: "found",
  },
  impact: {
    title: "What would this flag?",
    hint: "Reads every approved answer and the last replies with this rule, before anybody sees it.",
    ask: "Find out",
    again: "Find out again",
    reading: "Reading answers and replies",
    stopping: "Stopping …",
    answers: (flagged: number, all: number) =>
      `${number(flagged)} of ${plural(all, "answer", "answers")}`,
    replies: (flagged: number, all: number) =>
      all === 0
        ? "no replies yet"
        : `${number(flagged)} of the last ${plural(all, "reply", "replies")}`,
    untold:
      "This cannot be told: the rule took too many steps on some text and was stopped.",
    nothing: "Nothing in the library and the last replies is flagged.",
    examples: "Some of what it finds",
    open: (title: string) => `Open ${title} in the Library`,
    reply: (who: string) => `Reply to ${who}`,
    switchOn: "Switch it on",
  },

  bench: {
    title: "Bench",
    hint: "Write or paste a reply. It is tried with the guide as you see it here, saved or not.",
    label: "Text to try",
    placeholder: "Write or paste a reply to try",
    channel: "Channel",
    anyChannel: "Any channel",
    score: "Voice score",
    scoreSaid: (score: number) => `Voice score ${number(score)} of 100`,
    points: (points: number) => `−${number(points)}`,
    pointsSaid: (points: number) => `${plural(points, "point", "points")} off:`,
    findings: (count: number) => plural(count, "finding", "findings"),
    none: "Nothing to mend: this sounds like us.",
    replace: (text: string) => `Use “${text}”`,
    remove: "Remove it",
    show: "Show in the text",
    showRule: "Show the rule",
    failed: "The text could not be tried",
    edited: "Tried with your changes",
    sample: "Try a sample",
    sampleText:
      "Sorry!!! We guarantee that this will never happen again. Kindly utilize the app ASAP, and sorry once more.",
  },

  words: {
    wordings: "Say, don’t say",
    wordingsHint:
      "Found in every reply, with what to say in its place offered as a one-key fix.",
    avoid: "Don’t say",
    say: "Say",
    why: "Why",
    avoidLine: (n: number) => `Don’t say, line ${number(n)}`,
    sayLine: (n: number) => `Say, line ${number(n)}`,
    whyLine: (n: number) => `Why, line ${number(n)}`,
    avoidExample: "unfortunately",
    sayExample: "nothing: just leave it out",
    whyExample: "It makes bad news longer.",
    add: "Add a line",
    remove: (n: number) => `Remove line ${number(n)}`,
    empty: "No words yet. Write what you do not say, and what you say instead.",
    find: "Find in the table",
    noMatch: "No line of the table holds this.",
    more: (count: number) => `Show ${number(count)} more`,
    fault: {
      avoid_missing: "Write what is not said.",
      twice: "This is in the table already; only the first counts.",
      too_long: "At most 1 000 characters fit.",
    },
    names: "Names",
    namesHint:
      "Products, people and places, one a line, spelt as they are to be spelt.",
    open: "May be told in public",
    openHint:
      "What is ours to tell, one a line: an address, a number, or @example.com for every address there.",
    tooLong: (line: string) => `“${line.slice(0, 24)}…” is too long.`,
    count: (count: number) => plural(count, "line", "lines"),
    privateLines: "Message us privately",
    privateHint:
      "Offered in place of what only the customer may read, on the channels that have a line.",
    privateLine: (channel: string) => `Line for ${channel}`,
    privateExample:
      "Please send us a direct message so that we can look at it.",
    privateNone: "No channel has a line yet.",
    addChannel: "Add a channel",
    removeLine: (channel: string) => `Remove the line for ${channel}`,
  },

  styles: {
    title: "Styles",
    hint: "A style is rules that came together. Styles for Vale 3 can be imported and written.",
    importFolder: "Import a folder",
    importZip: "Import a zip",
    importing: "Reading the package …",
    exportTo: "Export the guide",
    exporting: "Writing …",
    exportHint:
      "Writes every style with your settings as a Vale package into a folder you choose.",
    builtIn: "Comes with Antiphon",
    own: "Your own words",
    imported: "Imported",
    rules: (count: number) => plural(count, "rule", "rules"),
    onCount: (count: number) => `${number(count)} on`,
    show: "Show its rules",
    remove: "Remove",
    removing: "Removing …",
    removeLabel: (name: string) => `Remove the style ${name}`,
    refused: (count: number) =>
      `${plural(count, "rule", "rules")} cannot be used`,
    refusedHint: "The rest of the style works. Why, by file and line:",
    none: "Only the style that comes with Antiphon is here. Import a Vale package, such as Microsoft or Google, to add its rules.",
    opensRevision:
      "Importing or removing a style opens a revision that waits for approval.",
  },

  check: {
    title: "Library check",
    hint: "Reads every approved answer with the guide and lists what is to be mended, the gravest first.",
    saved: "It goes by the guide in force, not by changes that are not saved.",
    run: "Check the library",
    again: "Check again",
    running: "Reading the library",
    stopping: "Stopping …",
    clean: "The guide finds nothing to mend in any approved answer.",
    list: "Answers with findings",
    found: (answers: number) =>
      plural(answers, "answer has findings", "answers have findings"),
    counts: [
      (n: number) => plural(n, "error", "errors"),
      (n: number) => plural(n, "warning", "warnings"),
      (n: number) => plural(n, "suggestion", "suggestions"),
    ] as const,
    openAnswer: "Open in the Library",
    failed: "The library could not be checked",
    findings: "Findings",
  },
};

/** Where a rule applies, in a few words. */
export function scopeWords(scope: {
  channels: readonly (keyof typeof shared.channels)[];
  locales: readonly string[];
  teams: readonly string[];
}): string {
  const named = scope.channels.map((channel) => shared.channels[channel]);
  const few =
    named.length > 3
      ? [...named.slice(0, 2), `+${number(named.length - 2)}`]
      : named;
  const parts = [few, scope.locales, scope.teams];
  return parts
    .map((part) => part.join(", "))
    .filter(Boolean)
    .join(" · ");
}

function advice(code: ErrorCode): string {
  const next: Partial<Record<ErrorCode, string>> = {
    busy: "Try again in a moment.",
    read_only: "Make the folder writable for you, then try again.",
    full: "Free some space on the disk, then try again.",
    damaged: "Run “antiphon doctor” in a terminal: it repairs what it can.",
  };
  const kept = "Nothing you changed here is lost.";
  return next[code] ? `${kept} ${next[code]}` : kept;
}

/** An error's words as a sentence. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
