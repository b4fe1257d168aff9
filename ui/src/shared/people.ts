import type { Channel } from "../ipc";

/** What stands before a handle where its channel shows one. */
const HANDLE_PREFIX: Partial<Record<Channel, string>> = {
  x: "@",
  bluesky: "@",
  mastodon: "@",
  instagram: "@",
  threads: "@",
  youtube: "@",
  reddit: "u/",
};

/** A handle as its channel writes it: "@miraosei" on X, "u/mira" on Reddit. */
export function handleOn(handle: string, channel: Channel): string {
  const prefix = HANDLE_PREFIX[channel] ?? "";
  return handle.startsWith(prefix) ? handle : `${prefix}${handle}`;
}

/** An attribute's key as words: "customer_since" → "Customer since". */
export function attributeLabel(key: string): string {
  const words = key.replace(/[_\s-]+/gu, " ").trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** Up to two letters that stand for a name: "Mira Osei" → "MO", "jonas.bsky" → "JB". */
export function initials(name: string): string {
  const words = name
    .replace(/^@/, "")
    .split(/[\s._\-@]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map(
    (word) => [...word].find((c) => /[\p{L}\p{N}]/u.test(c)) ?? "",
  );
  const [first = "", second = ""] =
    letters.length > 2 ? [letters[0], letters.at(-1)] : letters;
  return (first + second).toLocaleUpperCase() || "?";
}
