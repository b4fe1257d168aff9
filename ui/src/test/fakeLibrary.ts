// A pretended library, in memory: the library, import and settings commands by their wire names.

import { mockIPC } from "@tauri-apps/api/mocks";
import type {
  About,
  AnswerFilter,
  AnswerInput,
  AnswerPage,
  AnswerRow,
  AnswerView,
  BodyPreview,
  Channel,
  CommandError,
  FacetCount,
  ImportRequest,
  RevisionView,
} from "../ipc";
import { importPreview } from "./fakeImport";

/** What a command gets, by parameter name. */
type Args = Record<string, unknown>;
/** Commands by their wire names. */
export type Handlers = Record<string, (args: never) => unknown>;

/** Answers every command with `handlers`; the rest, such as events, with nothing. */
export function answering(handlers: Handlers): void {
  mockIPC(
    (name, args) =>
      (handlers[name] as ((args: Args) => unknown) | undefined)?.(
        (args ?? {}) as Args,
      ),
    { shouldMockEvents: true },
  );
}

/** A refusal, as commands throw it. */
export function refusal(
  code: CommandError["code"],
  message: string,
): CommandError {
  return { code, message };
}

/** An answer that can be held back: `resolve` lets it through. */
export function held<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The input of an answer in which only `change` is said. */
export function answerInput(change: Partial<AnswerInput> = {}): AnswerInput {
  return {
    title: "Refund after cancelling",
    body: "Hi {{customer.first_name}}, refunds reach your account within **5 working days** of the final bill.",
    variants: [],
    channels: [],
    locale: "en",
    validFrom: null,
    validUntil: null,
    shortcut: "refund",
    topics: ["billing"],
    owner: "Marketing",
    reviewOn: null,
    phrasings: ["when do I get my money back"],
    ...change,
  };
}

const AT = "2026-11-18T09:30:00Z";

/** The view of an approved answer in which only `change` is said. */
export function answerView(change: Partial<AnswerView> = {}): AnswerView {
  const input = change.input ?? answerInput();
  const { title, body } = input;
  return {
    id: "refund",
    state: "approved",
    validity: "current",
    input,
    revision: 1,
    hasOpen: false,
    approval: { revision: 1, at: AT, by: "Lena Sommer", fourEyes: false },
    learned: [],
    history: [
      { number: 1, at: AT, by: "Lena Sommer", status: "approved", title, body },
    ],
    uses: 214,
    lastUsedAt: "2026-11-20T16:05:00Z",
    ...change,
  };
}

/** The library's commands over `views`. */
export class FakeLibrary {
  constructor(public views: AnswerView[]) {}

  readonly handlers = {
    list_answers: (a: {
      filter: AnswerFilter;
      offset: number;
      limit: number;
    }) => this.#list(a),
    answer: ({ id }: { id: string }) => this.#find(id),
    create_answer: ({ input }: { input: AnswerInput }) => this.#create(input),
    edit_answer: ({ id, input }: { id: string; input: AnswerInput }) =>
      this.#edit(id, input),
    approve_answer: ({ id }: { id: string }) => this.#approve(id),
    retire_answer: ({ id }: { id: string }) =>
      this.#put({ ...this.#find(id), state: "retired" }),
    restore_answer: ({ id }: { id: string }) => this.#restore(id),
    discard_revision: ({ id }: { id: string }) => this.#discard(id),
    preview_body: (a: { body: string; channel: Channel | null }) =>
      preview(a.body, a.channel),
    pick_files: ({ folder }: { folder: boolean }) =>
      folder ? ["/data/answers"] : ["/data/answers.csv"],
    preview_import: ({ request }: { request: ImportRequest }) =>
      importPreview(request),
    run_import: () => ({ added: 31, changed: 4, unchanged: 212 }),
    cancel_work: () => null,
    about: () => aboutAntiphon(),
  };

  #find(id: string): AnswerView {
    const view = this.views.find((known) => known.id === id);
    if (!view) throw refusal("not_found", `no answer has the id ${id}`);
    return view;
  }

  #put(view: AnswerView): AnswerView {
    const at = this.views.findIndex((known) => known.id === view.id);
    if (at < 0) this.views.unshift(view);
    else this.views[at] = view;
    return view;
  }

  #taken(id: string | null, shortcut: string | null): void {
    const other = this.views.find(
      (v) => v.id !== id && shortcut !== null && v.input.shortcut === shortcut,
    );
    if (other)
      throw refusal(
        "conflict",
        `the shortcut /${String(shortcut)} is taken by ${other.input.title}`,
      );
  }

  #create(input: AnswerInput): AnswerView {
    this.#taken(null, input.shortcut);
    const history = [revision(1, input)];
    const id = `new-${String(this.views.length)}`;
    return this.#put(
      answerView({
        id,
        input,
        state: "draft",
        hasOpen: true,
        approval: null,
        uses: 0,
        lastUsedAt: null,
        history,
      }),
    );
  }

  #edit(id: string, input: AnswerInput): AnswerView {
    this.#taken(id, input.shortcut);
    const view = this.#find(id);
    const number = (view.history[0]?.number ?? 0) + 1;
    const earlier = view.history.map((r) =>
      r.status === "open" ? { ...r, status: "earlier" as const } : r,
    );
    const changed =
      view.input.title !== input.title || view.input.body !== input.body;
    if (!changed) return this.#put({ ...view, input });
    const history = [revision(number, input), ...earlier];
    return this.#put({
      ...view,
      input,
      hasOpen: true,
      revision: number,
      history,
    });
  }

  #approve(id: string): AnswerView {
    const view = this.#find(id);
    const history = view.history.map((r): RevisionView => {
      if (r.status === "open") return { ...r, status: "approved" };
      return r.status === "approved" ? { ...r, status: "earlier" } : r;
    });
    const approval = {
      revision: view.revision,
      at: AT,
      by: "Lena Sommer",
      fourEyes: false,
    };
    return this.#put({
      ...view,
      state: "approved",
      hasOpen: false,
      approval,
      history,
    });
  }

  #restore(id: string): AnswerView {
    const view = this.#find(id);
    return this.#put({ ...view, state: view.approval ? "approved" : "draft" });
  }

  #discard(id: string): AnswerView {
    const view = this.#find(id);
    const history = view.history.map((r) =>
      r.status === "open" ? { ...r, status: "discarded" as const } : r,
    );
    const back = history.find((r) => r.status === "approved");
    const input = back
      ? { ...view.input, title: back.title, body: back.body }
      : view.input;
    return this.#put({
      ...view,
      input,
      hasOpen: false,
      revision: back?.number ?? view.revision,
      history,
    });
  }

  #list({
    filter,
    offset,
    limit,
  }: {
    filter: AnswerFilter;
    offset: number;
    limit: number;
  }): AnswerPage {
    const text = filter.text.trim().toLowerCase();
    const found = this.views.filter(
      (view) =>
        (filter.state === null || view.state === filter.state) &&
        (filter.validity === null || view.validity === filter.validity) &&
        (filter.topic === null || view.input.topics.includes(filter.topic)) &&
        (filter.channel === null ||
          view.input.channels.includes(filter.channel)) &&
        (filter.locale === null || view.input.locale === filter.locale) &&
        (filter.owner === null || view.input.owner === filter.owner) &&
        `${view.input.title} ${view.input.body}`.toLowerCase().includes(text),
    );
    const rows = found
      .slice(offset, offset + limit)
      .map((view) => row(view, text));
    return { total: found.length, rows, facets: facets(found) };
  }
}

function revision(number: number, { title, body }: AnswerInput): RevisionView {
  return { number, at: AT, by: "Lena Sommer", status: "open", title, body };
}

function row(
  { id, input, state, validity, hasOpen, uses }: AnswerView,
  text: string,
): AnswerRow {
  const from = text === "" ? -1 : input.title.toLowerCase().indexOf(text);
  const { title, shortcut, topics, channels, locale, owner } = input;
  const titleMarks = from < 0 ? [] : [{ from, to: from + text.length }];
  return {
    id,
    title,
    titleMarks,
    passage: passage(input.body, text, from),
    state,
    validity,
    hasOpen,
    shortcut,
    topics,
    channels,
    locale,
    owner,
    changedAt: AT,
    uses,
  };
}

/** The text itself where the words stand in it and not in the title. */
function passage(
  body: string,
  words: string,
  inTitle: number,
): AnswerRow["passage"] {
  const from = body.toLowerCase().indexOf(words);
  if (words === "" || inTitle >= 0 || from < 0) return null;
  const textMarks = [{ from, to: from + words.length }];
  return { asked: false, text: body, textMarks };
}

function facets(views: AnswerView[]) {
  const counted = (names: (string | null)[]): FacetCount[] => {
    const counts = new Map<string, number>();
    for (const name of names)
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count);
  };
  return {
    states: counted(views.map((view) => view.state)),
    topics: counted(views.flatMap((view) => view.input.topics)),
    channels: counted(views.flatMap((view) => view.input.channels)),
    locales: counted(views.map((view) => view.input.locale)),
    owners: counted(views.map((view) => view.input.owner)),
  };
}

function preview(body: string, channel: Channel | null): BodyPreview {
  const text = body.replace(/\*\*|__/g, "");
  const fields = [...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map((match) => ({
    name: match[1] ?? "",
    span: { from: match.index, to: match.index + match[0].length },
    value: null,
  }));
  return {
    text,
    length: text.length,
    limit: channel === "x" ? 280 : null,
    fields,
  };
}

function aboutAntiphon(): About {
  const licences = [
    "tantivy 0.27.0 MIT",
    "rusqlite 0.40.2 MIT",
    "svelte 5.57.3 MIT",
    "Inter 4.1 OFL-1.1",
  ].map((line) => {
    const [name = "", version = "", licence = ""] = line.split(" ");
    return { name, version, licence };
  });
  return {
    version: "0.1.0",
    home: "/home/lena/.local/share/antiphon",
    licences,
    meaning: { kind: "known", encoder: "minilm-l6-v2-int8" },
  };
}
