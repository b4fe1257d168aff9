import type { Channel, RuleLevel } from "../../ipc";

/** Words that more than one room uses. */
export const shared = {
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss message",
  notices: "Notices",
  resize: (pane: string) => `Resize ${pane}`,
  loading: "Loading …",
  optional: "optional",
  progress: (done: number, total: number) =>
    `${number(done)} of ${number(total)}`,
  counting: (seconds: number) => `${seconds} s`,
  over: (amount: string) => `${amount} over`,
  levels: {
    off: "Off",
    suggestion: "Suggestion",
    warning: "Warning",
    error: "Error",
  } satisfies Record<RuleLevel, string>,
  facets: {
    bar: "Filters",
    all: "All",
    chosen: (name: string, value: string) => `${name}: ${value}`,
    remove: (name: string) => `Remove filter ${name}`,
  },
  /** Rules that are on and do not count: too many steps, or examples that fail. */
  notCounted: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0] ?? ""} does not count; its card in the Voice room says why.`
      : `${names.join(", ")} do not count; their cards in the Voice room say why.`,
  /** Rules that took too many steps, by their names. */
  stopped: (names: readonly string[]) =>
    names.length === 1
      ? `The rule ${names[0] ?? ""} took too many steps and does not count.`
      : `The rules ${names.join(", ")} took too many steps and do not count.`,
  diff: { removed: "removed: ", added: "added: " },
  now: "now",
  today: "today",
  yesterday: "yesterday",
  tomorrow: "tomorrow",
  daysAgo: (days: number) => `${days} days ago`,
  channels: {
    x: "X",
    bluesky: "Bluesky",
    mastodon: "Mastodon",
    facebook: "Facebook",
    instagram: "Instagram",
    threads: "Threads",
    linkedin: "LinkedIn",
    youtube: "YouTube",
    reddit: "Reddit",
    app_store: "App Store",
    google_play: "Google Play",
    google_business: "Google Business",
    whatsapp: "WhatsApp",
    sms: "SMS",
    email: "E-mail",
    web_form: "Web form",
    phone: "Phone",
  } satisfies Record<Channel, string>,
  channelMarks: {
    x: "X",
    bluesky: "B",
    mastodon: "M",
    facebook: "f",
    instagram: "ig",
    threads: "@",
    linkedin: "in",
    youtube: "▸",
    reddit: "r",
    app_store: "A",
    google_play: "▶",
    google_business: "G",
    whatsapp: "w",
    sms: "s",
    email: "e",
    web_form: "w",
    phone: "t",
  } satisfies Record<Channel, string>,
};

/** A count with unbreakable spaces between thousands, as in "4 210". */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
}

/** "1 message", "3 messages". */
export function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
