import type { ErrorCode, ImportFile, ImportKind } from "../../ipc";
import { number, plural } from "./shared";

/** The words of the import dialog. */
export const importing = {
  title: "Import",
  paths: "Files or folders",
  pathsHint: "One a line. JSONL, CSV, or a folder of Markdown files.",
  chooseFiles: "Choose files …",
  chooseFolder: "Choose a folder …",
  check: "Check",
  checking: "Checking …",
  checkingLabel: "Reading the files; nothing is changed",
  intro: "Nothing is changed until you have seen what would happen.",
  files: "What was found",
  file: {
    path: "File",
    kind: "Holds",
    format: "Format",
    encoding: "Encoding",
    rows: "Rows",
  },
  formats: {
    jsonl: "JSONL",
    csv: "CSV",
    markdown: "Markdown",
  } satisfies Record<ImportFile["format"], string>,
  kind: "The rows are",
  kinds: {
    answers: "answers",
    queries: "customers’ messages",
    phrasings: "phrasings",
  } satisfies Record<ImportKind, string>,
  guessed: (kind: string) => `${kind} (guessed)`,
  guessedEach: "as guessed for each file",
  columns: "Columns",
  columnsOf: (file: string) => `How the columns of ${file} are read`,
  severalTables:
    "These tables have different columns, each read as guessed. Import them one at a time to change that.",
  column: { header: "Column", sample: "First value", field: "Read as" },
  fieldOf: (header: string) => `Read ${header} as`,
  noField: "not used, kept with the row",
  fields: {
    id: "Id",
    title: "Title",
    body: "Text",
    shortcut: "Shortcut",
    phrasings: "Phrasings",
    topics: "Topics",
    channels: "Channels",
    channel: "Channel",
    locale: "Language",
    owner: "Owner",
    state: "State",
    valid_from: "Valid from",
    valid_until: "Valid until",
    source: "Tool it comes from",
    source_id: "Id in that tool",
    text: "Text",
    answer_id: "Answer’s id",
    conversation: "Conversation",
    public: "Public or private",
    received_at: "Received at",
  } as Record<string, string>,
  approve: "Take in as approved",
  approveOn:
    "Rows without a state, and changes to approved answers, come into service at once and are suggested.",
  approveOff:
    "Rows without a state arrive as drafts. A change to an approved answer waits as an open revision; the approved one stays in service.",
  counts: "What would happen",
  count: {
    added: "new",
    changed: "changed",
    unchanged: "unchanged",
    openRevisions: "open revisions",
    errors: "errors",
    warnings: "warnings",
  },
  problems: "Problems",
  problemsFirst: (shown: number, all: number) =>
    `the first ${number(shown)} of ${number(all)}`,
  severities: { error: "Error", warning: "Warning" },
  at: (file: string, line: number) => (line > 0 ? `${file}:${line}` : file),
  duplicates: (count: number) =>
    `${plural(count, "pair", "pairs")} nearly the same`,
  duplicatesHint:
    "They are taken in all the same; look at them in the library afterwards.",
  alike: (share: number) => `${number(share * 100)} % alike`,
  duplicatesMore: (count: number) => `and ${number(count)} more`,
  otherKeys: (count: number) =>
    `${plural(count, "other key", "other keys")} kept with the rows`,
  otherKeysHint: "They mean nothing here; an export gives them back.",
  key: (name: string, count: number) => `${name} · ${number(count)}×`,
  allOrNothing: "All or nothing: either every row is taken in, or none is.",
  blocked: (errors: number) =>
    errors > 0
      ? `${plural(errors, "error", "errors")} must be put right in the file first; nothing is taken in.`
      : "There is nothing here to take in.",
  run: (rows: number) => (rows > 0 ? `Import ${number(rows)}` : "Import"),
  running: "Taking the rows in",
  runningHint: "Cancelling leaves the library as it was.",
  cancel: "Cancel import",
  stop: "Stop checking",
  cancelling: "Cancelling …",
  close: "Close",
  done: {
    title: "Imported",
    text: (added: number, changed: number, unchanged: number) =>
      `${number(added)} new, ${number(changed)} changed, ${number(unchanged)} unchanged.`,
    again: "Import more",
    close: "Done",
  },
  failed: (code: ErrorCode, message: string) => {
    if (code === "cancelled")
      return "Cancelled: nothing was taken in. Your choices are still here.";
    const text = message.charAt(0).toUpperCase() + message.slice(1);
    return `${/[.!?]$/.test(text) ? text : `${text}.`} Nothing was taken in; your choices are still here.`;
  },
};
