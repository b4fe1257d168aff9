import type { AnswerState, ErrorCode, RevisionView } from "../../ipc";
import { number, plural } from "./shared";

/** The words of the library room. */
export const library = {
  title: "Library",
  pane: "answer list",
  search: "Search title, shortcut, question or text",
  asked: "Asked as:",
  list: "Answers",
  create: "New answer",
  createFromHere: "Write an answer",
  importing: "Import answers",
  clearSearch: "Clear search",
  clear: "Clear search and filters",
  retry: "Try again",
  emptyTitle: "The library is empty",
  empty: "Import the answers you have, or write the first one.",
  emptyList: "No answers yet.",
  noMatch: "No answer matches this search and these filters.",
  pick: "Choose an answer on the left to read it, or write a new one.",
  listFailed: "The list could not be read",
  group: "Library",
  keys: {
    next: "Next answer",
    previous: "Previous answer",
    search: "Search the library",
    create: "New answer",
    edit: "Edit the answer",
    approve: "Approve the answer",
    save: "Save the answer",
  },
  facets: {
    state: "State",
    validity: "Validity",
    topic: "Topic",
    channel: "Channel",
    locale: "Language",
    owner: "Owner",
  },
  states: {
    draft: "Draft",
    approved: "Approved",
    retired: "Retired",
  } satisfies Record<AnswerState, string>,
  validity: { current: "Valid now", expired: "Expired", upcoming: "Upcoming" },
  openRevision: "Open revision",
  untitled: "Untitled answer",
  unsaved: "Unsaved",
  unsavedList: (count: number) =>
    `${plural(count, "answer has", "answers have")} edits that are not saved`,
  uses: (count: number) => `${number(count)}×`,
  usesSaid: (count: number) => `used ${plural(count, "time", "times")}`,
  changed: (when: string) => `changed ${when}`,

  actions: {
    save: "Save",
    saveDraft: "Save draft",
    saving: "Saving …",
    approve: "Approve",
    saveAndApprove: "Save and approve",
    approving: "Approving …",
    retire: "Retire",
    restore: "Restore",
    discard: "Discard open revision",
    revert: "Undo edits",
    discardNew: "Discard",
    takeTheirs: "Use the other version",
    seeChanges: "See what changes",
  },
  solo: "Solo: you approve your own text; four-eyes is off",
  done: {
    approved: (title: string) =>
      `“${title}” is approved and is suggested from now on`,
    retired: (title: string) => `“${title}” is retired and no longer suggested`,
    restored: (title: string) => `“${title}” is back`,
    discarded: (revision: number) =>
      `Revision ${number(revision)} is discarded; History keeps it`,
    reverted: "Your edits are undone",
    undo: "Undo",
  },
  inService: (revision: number) =>
    `Approved revision ${number(revision)} stays in service until this one is approved.`,
  willOpen: (revision: number) =>
    `Saving opens a new revision. Approved revision ${number(revision)} stays in service until the new one is approved.`,
  retiredNote:
    "This answer is retired: it is not suggested. Restore it to approve changes.",
  draftNote: "A draft is not suggested until it is approved.",
  expiredNote: "Its validity has ended: it is not suggested.",
  upcomingNote: "Its validity has not begun: it is not suggested yet.",
  overtaken:
    "This answer was changed elsewhere while you edited it. Your text is kept; saving it puts it in place of the other version.",
  failed: (code: ErrorCode, message: string) => {
    const kept = code === "not_found" ? "" : " Nothing you typed is lost.";
    return `${sentence(message)}${kept}`;
  },
  dirty: "Not saved",

  reader: {
    heading: "As its reader sees it",
    channel: "Channel",
    anyChannel: "Any channel",
    locale: "Language",
    ownLocale: "Own language",
    length: (length: number, limit: number | null) =>
      limit === null
        ? plural(length, "character", "characters")
        : `${number(length)}/${number(limit)}`,
    lengthSaid: (length: number, limit: number | null) =>
      limit === null
        ? plural(length, "character", "characters")
        : `${number(length)} of at most ${number(limit)} characters`,
    over: (by: number) => `${number(by)} too long`,
    empty: "No text yet: the answer can be found, but not inserted.",
  },
  tabs: {
    label: "Parts of the answer",
    write: "Write",
    phrasings: "Phrasings",
    history: "History",
    use: "Use",
  },
  write: {
    content: "What customers read",
    contentNote: "A change here needs approval.",
    details: "Around it",
    detailsNote: "Saved at once, without approval.",
    title: "Title",
    titleHint: "What agents know the answer by; customers do not see it.",
    body: "Text",
    bodyHint:
      "Markdown. Fields such as {{customer.first_name}} are filled in when it is inserted.",
    variants: "Variants",
    variantsHint:
      "Another text for a channel or a language; the closest one is used.",
    addVariant: "Add a variant",
    removeVariant: (n: number) => `Remove variant ${number(n)}`,
    variant: (n: number) => `Variant ${number(n)}`,
    variantChannel: "Channel",
    variantLocale: "Language",
    variantBody: "Text",
    anyChannel: "Any channel",
    channels: "Channels",
    channelsHint: "Where it may be used. None chosen means everywhere.",
    locale: "Language",
    localeHint: "Such as en or pt-BR",
    validFrom: "Valid from",
    validUntil: "Valid until",
    timeHint: "Such as 2026-11-21",
    shortcut: "Shortcut",
    shortcutHint: "Typed after / in a reply",
    topics: "Topics",
    topicsHint: "Enter or a comma adds one",
    removeTopic: (topic: string) => `Remove topic ${topic}`,
    owner: "Owner",
    ownerHint: "A person or a team",
    reviewOn: "Review on",
  },
  faults: {
    title_empty: "An answer needs a title.",
    shortcut_length: "A shortcut has 2 to 24 characters.",
    shortcut_character: "Use only a–z, 0–9 and - in a shortcut.",
    shortcut_taken: (shortcut: string) =>
      `Another answer already has /${shortcut}. Choose a different one.`,
    locale: "Write the language like en, de or pt-BR.",
    time: "Write a date like 2026-11-21.",
    ends_before_start: "It would end before it starts.",
    variant_for_nothing: "Choose a channel or a language for each variant.",
    variant_locale: "Write a variant's language like en, de or pt-BR.",
  },
  phrasings: {
    own: "How customers ask",
    hint: "One a line. They help the answer to be found; saved without approval.",
    count: (count: number) => plural(count, "phrasing", "phrasings"),
    learned: "Learned from replies",
    learnedHint:
      "Customers’ words that led to this answer, names and numbers masked.",
    noneLearned:
      "Nothing yet. Each reply sent with this answer adds the customer’s words here.",
  },
  history: {
    none: "The history begins when the answer is first saved.",
    revision: (n: number) => `Revision ${number(n)}`,
    statuses: {
      open: "Open",
      approved: "In service",
      earlier: "Earlier",
      discarded: "Discarded",
    } satisfies Record<RevisionView["status"], string>,
    list: "Revisions",
    by: (who: string, when: string) => `${who}, ${when}`,
    compare: "Compare",
    with: "with",
    older: "Older revision",
    newer: "Newer revision",
    same: "Title and text are the same; channels, languages or dates may differ.",
    blanks: "The words are the same; only blanks or line breaks differ.",
    first: "This is the first revision.",
    changesTitle: "Title",
    changesBody: "Text",
  },
  use: {
    none: "Use is counted from the first reply on.",
    uses: "Sent in replies",
    times: (count: number) => plural(count, "time", "times"),
    last: "Last sent",
    never: "never",
    approval: "Approved",
    approvedBy: (who: string, when: string, revision: number) =>
      `revision ${number(revision)}, by ${who}, ${when}`,
    fourEyes: "Four-eyes",
    fourEyesOn: "a second person approved it",
    fourEyesOff: "off: one person wrote and approved it",
    notApproved: "not yet",
  },
};

/** An error's words as a sentence. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
