// A pretended conversation and its row in the queue.
import type { ConversationView, QueueRow } from "../ipc";
import type { FakeMessage } from "./fakeMessages";

const MINUTE = 60_000;
/** The member of the pretended workspace. */
export const ME = { id: "me", name: "Lena Sommer" };
const LIMITS: Partial<Record<string, number>> = {
  x: 280,
  bluesky: 300,
  mastodon: 500,
  threads: 500,
};

export interface FakeConversation extends ConversationView {
  receivedAt: string;
  locale: string | null;
}

/** The conversation that begins with `message`; `now` is what due times count from. */
export function conversation(
  message: FakeMessage,
  index: number,
  now: number,
): FakeConversation {
  const at = (minutes: number) =>
    new Date(now + minutes * MINUTE).toISOString();
  const received = at(message.due - 60);
  const query = {
    kind: "query" as const,
    id: `q${index}`,
    text: message.text,
    at: received,
    by: message.name,
    answers: [],
    sent: null,
  };
  const earlier = message.earlier && {
    kind: "reply" as const,
    id: `r${index}`,
    text: message.earlier,
    at: at(-60 * 24 * 6),
    by: ME.name,
    answers: [{ id: "cancel", title: "Cancelling a contract" }],
    sent: null,
  };
  return {
    id: `c${index}`,
    channel: message.channel,
    isPublic: !["web_form", "email", "phone", "sms"].includes(message.channel),
    customer: {
      id: `p${index}`,
      name: message.name,
      handle: message.handle,
      followers: message.followers ?? null,
      email: null,
      phone: null,
      attributes: (message.attributes ?? []).map(([key, value]) => ({
        key,
        value,
      })),
      conversations: message.contacts ?? 1,
    },
    entries: earlier ? [earlier, query] : [query],
    state: "open",
    snoozedUntil: null,
    dueAt: at(message.due),
    assignee: null,
    draft: null,
    privateText: "",
    limit: LIMITS[message.channel] ?? null,
    receivedAt: received,
    locale: message.locale ?? "en-GB",
  };
}

/** Its row in the queue. */
export function row(one: FakeConversation): QueueRow {
  return {
    id: one.id,
    channel: one.channel,
    name: one.customer.name,
    handle: one.customer.handle,
    snippet: (
      one.entries.findLast((entry) => entry.kind === "query")?.text ?? ""
    ).slice(0, 200),
    messages: one.entries.filter((entry) => entry.kind === "query").length,
    dueAt: one.state === "open" ? one.dueAt : null,
    receivedAt: one.receivedAt,
    locale: one.locale,
    assignee: one.assignee?.id ?? null,
    isPublic: one.isPublic,
    hasDraft: one.draft !== null,
  };
}
