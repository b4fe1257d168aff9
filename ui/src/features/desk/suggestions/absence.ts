import { desk as text } from "../../../app/messages/desk";
import { shared } from "../../../app/messages/shared";
import type { AbsenceView, Channel } from "../../../ipc";
import { day } from "../../../shared/clock";

/** Where a reply would go: what absences are about. */
export interface Audience {
  channel: Channel;
  /** Of the customer's latest message; `null` when nobody knows. */
  locale: string | null;
}

type Words =
  typeof text.suggestions.absence | typeof text.suggestions.closestAbsent;

/** Why an answer is not offered, in `words`. */
export function absence(
  why: AbsenceView,
  audience: Audience,
  words: Words,
  now: number,
): string {
  switch (why.kind) {
    case "held":
      return words.held(why.topic);
    case "private":
      return words.private;
    case "channel":
      return words.channel(shared.channels[audience.channel]);
    case "locale":
      return words.locale(language(audience.locale));
    case "not_yet":
      return words.notYet(day(why.from, now));
    case "expired":
      return words.expired(day(why.until, now));
  }
}

function language(locale: string | null): string | null {
  if (locale === null) return null;
  const [code = locale] = locale.split("-");
  return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
}
