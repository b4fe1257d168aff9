// Which body of an answer a reader gets: the same choice as the desk makes when it inserts.

import type { AnswerForm } from "./answerForm";
import type { Channel } from "../../ipc";

/** The body of `form` for a reader on `channel` in `locale`; the closest variant, else the body. */
export function bodyFor(
  form: AnswerForm,
  channel: Channel | null,
  locale: string,
): string {
  const own = form.locale.trim();
  const ownLanguage = own === "" || locale === "" || serves(own, locale);
  let best = { close: 0, body: form.body };
  for (const variant of form.variants) {
    if (variant.body.trim() === "") continue;
    const language = variant.locale.trim();
    if (!ownLanguage && language === "") continue;
    const close = closeness(variant.channel, language, channel, locale);
    // The last of equally close ones, as on the desk.
    if (close !== null && close > 0 && close >= best.close)
      best = { close, body: variant.body };
  }
  return best.body;
}

function closeness(
  own: Channel | "",
  language: string,
  channel: Channel | null,
  locale: string,
): number | null {
  if (own !== "" && own !== channel) return null;
  const byChannel = own === "" ? 0 : 1;
  if (language === "") return byChannel;
  if (locale === "" || !serves(language, locale)) return null;
  return byChannel + (tag(language) === tag(locale) ? 4 : 2);
}

/** Whether a text in `own` can be given to a reader of `wanted`: `en` serves `en-GB`. */
function serves(own: string, wanted: string): boolean {
  return tag(wanted) === tag(own) || tag(wanted).startsWith(`${tag(own)}-`);
}

function tag(locale: string): string {
  return locale.trim().replaceAll("_", "-").toLowerCase();
}
