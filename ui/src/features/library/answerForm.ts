// An answer as it stands in the editor's fields, and what is wrong with it.

import type { AnswerInput, Channel } from "../../ipc";

/** One body of its own, for a channel, a locale or both. */
export interface VariantForm {
  channel: Channel | "";
  locale: string;
  body: string;
}

/** Every field as it is typed: absent is empty, phrasings stand one a line. */
export interface AnswerForm {
  title: string;
  body: string;
  variants: VariantForm[];
  channels: Channel[];
  locale: string;
  validFrom: string;
  validUntil: string;
  shortcut: string;
  topics: string[];
  owner: string;
  reviewOn: string;
  phrasings: string;
}

/** The fields that can be wrong before anything is sent. */
export type FormField =
  | "title"
  | "shortcut"
  | "locale"
  | "validFrom"
  | "validUntil"
  | "reviewOn"
  | "variants";

/** Why a field cannot be saved as it stands. */
export type FormFault =
  | "title_empty"
  | "shortcut_length"
  | "shortcut_character"
  | "locale"
  | "time"
  | "ends_before_start"
  | "variant_for_nothing"
  | "variant_locale";

export type FormFaults = Partial<Record<FormField, FormFault>>;

/** What a field holds when nothing was typed yet. */
export function emptyForm(phrasing = ""): AnswerForm {
  return {
    title: "",
    body: "",
    variants: [],
    channels: [],
    locale: "",
    validFrom: "",
    validUntil: "",
    shortcut: "",
    topics: [],
    owner: "",
    reviewOn: "",
    phrasings: phrasing.replace(/\s+/g, " ").trim(),
  };
}

/** The form that shows `input`. */
export function toForm(input: AnswerInput): AnswerForm {
  return {
    title: input.title,
    body: input.body,
    variants: input.variants.map(({ channel, locale, body }) => ({
      channel: channel ?? "",
      locale: locale ?? "",
      body,
    })),
    channels: [...input.channels],
    locale: input.locale ?? "",
    validFrom: input.validFrom ?? "",
    validUntil: input.validUntil ?? "",
    shortcut: input.shortcut ?? "",
    topics: [...input.topics],
    owner: input.owner ?? "",
    reviewOn: input.reviewOn ?? "",
    // A line break inside one phrasing would make two of it.
    phrasings: input.phrasings
      .map((text) => text.replace(/\s*\n\s*/g, " "))
      .join("\n"),
  };
}

/** What is sent for `form`: blanks around short texts go, empty ones are absent. */
export function toInput(form: AnswerForm): AnswerInput {
  return {
    title: form.title.trim(),
    body: form.body,
    variants: form.variants
      .filter(({ body }) => body.trim() !== "")
      .map(({ channel, locale, body }) => ({
        channel: channel === "" ? null : channel,
        locale: present(locale),
        body,
      })),
    channels: [...form.channels],
    locale: present(form.locale),
    validFrom: present(form.validFrom),
    validUntil: present(form.validUntil),
    shortcut: shortcutOf(form),
    topics: [...form.topics],
    owner: present(form.owner),
    reviewOn: present(form.reviewOn),
    phrasings: phrasingLines(form.phrasings),
  };
}

/** The phrasings in a field that holds one a line. */
export function phrasingLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whether both forms hold the same characters. */
export function sameForm(one: AnswerForm, other: AnswerForm): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether both say the same to customers, whatever surrounds them. */
export function sameContent(one: AnswerForm, other: AnswerForm): boolean {
  const around = {
    shortcut: "",
    topics: [],
    owner: "",
    reviewOn: "",
    phrasings: "",
  };
  return sameForm({ ...one, ...around }, { ...other, ...around });
}

/** Whether anything was typed into a form that began empty. */
export function isEmptyForm(form: AnswerForm): boolean {
  return sameForm(form, emptyForm());
}

/** What is wrong with `form`, by field; an empty object when it can be saved. */
export function faultsOf(form: AnswerForm): FormFaults {
  const faults: FormFaults = {};
  if (form.title.trim() === "") faults.title = "title_empty";
  const shortcut = shortcutFault(shortcutOf(form));
  if (shortcut !== null) faults.shortcut = shortcut;
  if (!isLocale(form.locale)) faults.locale = "locale";
  for (const field of ["validFrom", "validUntil", "reviewOn"] as const) {
    if (!isMoment(form[field])) faults[field] = "time";
  }
  const { validFrom, validUntil } = form;
  if (
    !faults.validFrom &&
    !faults.validUntil &&
    endsBeforeStart(validFrom, validUntil)
  ) {
    faults.validUntil = "ends_before_start";
  }
  const variant = form.variants
    .map(variantFault)
    .find((fault) => fault !== null);
  if (variant) faults.variants = variant;
  return faults;
}

function present(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

/** The shortcut as it is kept, or `null` for none: no slash, no blanks, small letters. */
export function shortcutOf(form: AnswerForm): string | null {
  return present(form.shortcut.trim().replace(/^\/+/, "").toLowerCase());
}

function shortcutFault(shortcut: string | null): FormFault | null {
  if (shortcut === null) return null;
  if (!/^[a-z0-9-]*$/.test(shortcut)) return "shortcut_character";
  return shortcut.length < 2 || shortcut.length > 24 ? "shortcut_length" : null;
}

function variantFault({
  channel,
  locale,
  body,
}: VariantForm): FormFault | null {
  if (body.trim() === "") return null;
  if (channel === "" && locale.trim() === "") return "variant_for_nothing";
  return isLocale(locale) ? null : "variant_locale";
}

function isLocale(typed: string): boolean {
  return (
    typed.trim() === "" ||
    /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(typed.trim())
  );
}

/** A bare date, or RFC 3339; nothing typed is fine too. */
function isMoment(typed: string): boolean {
  const text = typed.trim();
  if (text === "") return true;
  const day =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i.exec(
      text,
    );
  const date = day?.[1];
  if (date === undefined || Number.isNaN(Date.parse(text))) return false;
  // Date.parse turns 30 February into a day in March; such a date comes back changed.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** Days are compared as days: the last day counts in full. */
function endsBeforeStart(from: string, until: string): boolean {
  const [start, end] = [from.trim(), until.trim()];
  if (start === "" || end === "") return false;
  const onlyDays = start.length === 10 || end.length === 10;
  return onlyDays
    ? end.slice(0, 10) < start.slice(0, 10)
    : Date.parse(end) < Date.parse(start);
}
