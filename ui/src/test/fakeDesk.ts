// A pretended desk behind the real commands, for tests and for pictures in a browser. Never shipped.
import { mockIPC } from "@tauri-apps/api/mocks";
import { emit } from "@tauri-apps/api/event";
import type {
  AnswerHit,
  CommandError,
  DraftView,
  Insertion,
  Preferences,
  QueueFilter,
  QueuePage,
  ReplyCheck,
  SentReply,
  Start,
  SuggestionsView,
  UsedAnswer,
  WorkspaceView,
} from "../ipc";
import { checkOf, sentOf } from "./fakeChecks";
import { ANSWERS, suggestionsFor, type FakeAnswer } from "./fakeAnswers";
import { FakeGuide } from "./fakeGuide";
import { insertionOf } from "./fakeInsertion";
import { FakeMemory } from "./fakeMemory";
import { FakeLibrary, answerInput, answerView, refusal } from "./fakeLibrary";
import {
  conversation,
  ME,
  row,
  type FakeConversation,
} from "./fakeConversation";
import { MESSAGES, type FakeMessage } from "./fakeMessages";

const MINUTE = 60_000;

/** The state of a desk and the commands over it, by their wire names. */
export class FakeDesk {
  conversations: FakeConversation[];
  readonly calls: { name: string; args: Record<string, unknown> }[] = [];
  clipboard = "";
  started = true;
  /** Rules that took too many steps. */
  off: readonly string[] = [];
  solo = true;
  preferences: Preferences = {
    theme: "system",
    queueWidth: 284,
    suggestionsWidth: 344,
    libraryWidth: 420,
    textScale: 1,
  };
  answers: readonly FakeAnswer[] = ANSWERS;
  readonly memory = new FakeMemory(() => this.#changed());
  readonly library = new FakeLibrary(
    ANSWERS.map(({ id, title, body, shortcut = null }) =>
      answerView({ id, input: answerInput({ title, body, shortcut }) }),
    ),
  );
  readonly guide = new FakeGuide(undefined, () => this.answers);
  /** Set to make one command fail. */
  readonly failing = new Map<string, CommandError>();
  readonly now: number;
  #sent = new Map<string, DraftView>();
  #seq = 0;

  constructor(messages: readonly FakeMessage[] = MESSAGES, now = Date.now()) {
    this.now = now;
    this.conversations = messages.map((message, index) =>
      conversation(message, index, this.now),
    );
  }

  readonly handlers: Record<string, (args: never) => unknown> = {
    ...this.library.handlers,
    ...this.guide.handlers,
    start: () => this.start(),
    create_workspace: (a: {
      input: { agent: string; company: string; kind: string };
    }) => {
      this.started = true;
      if (a.input.kind === "empty") this.conversations = [];
      return this.start();
    },
    workspace: () => this.workspace(),
    save_settings: () => this.workspace(),
    save_preferences: (a: { preferences: Preferences }) => {
      this.preferences = a.preferences;
      return null;
    },
    list_queue: (a: { filter: QueueFilter; offset: number; limit: number }) =>
      this.#list(a.filter, a.offset, a.limit),
    open_conversation: (a: { id: string }) => this.find(a.id),
    suggest: (a: { conversation: string }): SuggestionsView =>
      this.memory.judged(
        a.conversation,
        suggestionsFor(
          this.answers,
          this.find(a.conversation).entries,
          this.now,
        ),
      ),
    ...this.memory.handlers,
    receive_query: (a: {
      input: {
        text: string;
        channel: FakeMessage["channel"];
        handle: string | null;
        name: string | null;
      };
    }) => {
      const { text, channel, handle, name } = a.input;
      const view = conversation(
        { text, channel, handle, name: name ?? handle ?? "Customer", due: 60 },
        this.conversations.length,
        this.now,
      );
      this.conversations.push(view);
      this.#changed();
      return view.id;
    },
    resolve_conversation: (a: { id: string }) =>
      this.#put(a.id, { state: "resolved", dueAt: null }),
    reopen_conversation: (a: { id: string }) =>
      this.#put(a.id, {
        state: "open",
        snoozedUntil: null,
        dueAt: this.#at(30),
      }),
    snooze_conversation: (a: { id: string; until: string }) =>
      this.#put(a.id, { state: "snoozed", snoozedUntil: a.until }),
    assign_conversation: (a: { id: string; member: string | null }) =>
      this.#put(a.id, { assignee: a.member === null ? null : ME }),
    insert_answer: (a: { conversation: string; answer: string }) =>
      this.#insert(a.conversation, a.answer),
    search_answers: (a: { text: string; limit: number }) =>
      this.#search(a.text, a.limit),
    save_private_text: (a: { conversation: string; text: string }) => {
      this.#put(a.conversation, { privateText: a.text });
      return null;
    },
    save_draft: (a: {
      conversation: string;
      text: string;
      answers: UsedAnswer[];
    }) =>
      this.#put(a.conversation, {
        draft:
          a.text === ""
            ? null
            : { text: a.text, answers: a.answers, savedAt: this.#at(0) },
      }),
    check_reply: (a: { conversation: string; text: string }) =>
      this.check(a.conversation, a.text),
    copy_reply: (a: { text: string }) => (this.clipboard = a.text),
    send_reply: (a: {
      conversation: string;
      text: string;
      answers: UsedAnswer[];
    }) => this.#send(a),
    undo_reply: (a: { conversation: string; replyId: string }) =>
      this.#undo(a.conversation, a.replyId),
  };

  /** Puts this desk behind the window's commands. */
  install(): this {
    mockIPC(
      (name, payload) => {
        const args = (payload ?? {}) as Record<string, unknown>;
        const handler = this.handlers[name] as
          ((args: unknown) => unknown) | undefined;
        if (!handler) return undefined;
        this.calls.push({ name, args });
        const failure = this.failing.get(name);
        if (failure) throw failure;
        return Promise.resolve(handler(args)).then((value) =>
          structuredClone(value),
        );
      },
      { shouldMockEvents: true },
    );
    return this;
  }

  find(id: string): FakeConversation {
    const found = this.conversations.find((one) => one.id === id);
    if (!found) throw refusal("not_found", `no conversation has the id ${id}`);
    return found;
  }

  /** How often a command was called. */
  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  start(): Start {
    const workspace = this.started ? this.workspace() : null;
    return {
      version: "0.1.0",
      home: "/home/lena/.local/share/antiphon",
      workspace,
      preferences: this.preferences,
    };
  }

  workspace(): WorkspaceView {
    return {
      name: "Northlight",
      timeZone: "Europe/London",
      locale: "en-GB",
      member: {
        ...ME,
        roles: ["agent", "curator", "approver", "admin"],
        team: null,
      },
      teams: [],
      solo: this.solo,
      settings: {
        firstReplyMinutes: 60,
        firstReplyByChannel: [],
        synonyms: [],
      },
      counts: {
        approved: 1284,
        drafts: 12,
        retired: 3,
        waiting: this.#count("waiting"),
      },
    };
  }

  check(conversation: string, text: string): ReplyCheck {
    const { channel, limit, isPublic } = this.find(conversation);
    const { answers, off } = this;
    return checkOf({ text, channel, limit, isPublic, answers, off });
  }

  #at(minutes: number): string {
    return new Date(this.now + minutes * MINUTE).toISOString();
  }

  #in(view: QueueFilter["view"]): FakeConversation[] {
    const states = {
      waiting: ["open"],
      snoozed: ["snoozed"],
      done: ["answered", "resolved"],
    }[view];
    return this.conversations
      .filter((one) => states.includes(one.state))
      .sort((a, b) => (a.dueAt ?? "").localeCompare(b.dueAt ?? ""));
  }

  #count(view: QueueFilter["view"]): number {
    return this.#in(view).length;
  }

  #list(filter: QueueFilter, offset: number, limit: number): QueuePage {
    const words = filter.text.toLowerCase();
    const all = this.#in(filter.view).filter(
      (one) =>
        (filter.channel === null || one.channel === filter.channel) &&
        (words === "" ||
          `${one.customer.name} ${one.entries.at(-1)?.text}`
            .toLowerCase()
            .includes(words)),
    );
    return {
      total: all.length,
      counts: {
        waiting: this.#count("waiting"),
        snoozed: this.#count("snoozed"),
        done: this.#count("done"),
      },
      rows: all.slice(offset, offset + limit).map((one) => row(one)),
    };
  }

  #put(id: string, change: Partial<FakeConversation>): null {
    Object.assign(this.find(id), change);
    this.#changed();
    return null;
  }

  #insert(conversation: string, id: string): Insertion {
    const answer = this.answers.find((one) => one.id === id);
    if (!answer || answer.body === "")
      throw refusal("refused", "this answer has no text yet");
    const first = this.find(conversation).customer.name.split(" ")[0] ?? "";
    return insertionOf(id, answer.body, first);
  }

  #search(text: string, limit: number): AnswerHit[] {
    const words = text.toLowerCase();
    return this.answers
      .filter((one) => `${one.title} ${one.body}`.toLowerCase().includes(words))
      .slice(0, limit)
      .map((one) => {
        const from = one.title.toLowerCase().indexOf(words);
        const at = one.body.toLowerCase().indexOf(words);
        return {
          id: one.id,
          title: one.title,
          titleMarks:
            from < 0 || words === "" ? [] : [{ from, to: from + words.length }],
          passage:
            from < 0 && at >= 0
              ? {
                  asked: false,
                  text: one.body,
                  textMarks: [{ from: at, to: at + words.length }],
                }
              : null,
          shortcut: one.shortcut ?? null,
          preview: one.body,
          insertable: one.body !== "",
        };
      });
  }

  #send({
    conversation,
    text,
    answers,
  }: {
    conversation: string;
    text: string;
    answers: UsedAnswer[];
  }): SentReply {
    const view = this.find(conversation);
    const replyId = `sent${this.#sent.size}`;
    this.#sent.set(replyId, { text, answers, savedAt: this.#at(0) });
    this.clipboard = text;
    const entries = [
      ...view.entries,
      {
        kind: "reply" as const,
        id: replyId,
        text,
        at: this.#at(0),
        by: ME.name,
        answers: [],
        sent: sentOf(this.check(conversation, text)),
      },
    ];
    this.#put(conversation, {
      entries,
      state: "answered",
      dueAt: null,
      draft: null,
    });
    return {
      replyId,
      text,
      undoMs: 10_000,
      next: this.#in("waiting")[0]?.id ?? null,
    };
  }

  #undo(conversation: string, replyId: string): DraftView {
    const draft = this.#sent.get(replyId);
    if (!draft)
      throw refusal("refused", "this reply cannot be taken back any more");
    const entries = this.find(conversation).entries.filter(
      (entry) => entry.id !== replyId,
    );
    this.#put(conversation, {
      entries,
      state: "open",
      dueAt: this.#at(20),
      draft,
    });
    return draft;
  }

  #changed(): void {
    this.#seq += 1;
    void emit("changed", { seq: this.#seq });
  }
}
