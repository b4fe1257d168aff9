import { createSubscriber } from "svelte/reactivity";
import { shared } from "../app/messages/shared";

const TICK_MS = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, TICK_MS);
  return () => clearInterval(timer);
});

/** The time now, in ms. Read in a component it keeps that component current: one timer for all. */
export function now(): number {
  subscribe();
  return Date.now();
}

/** "45m", "1h 20m", "3d": a stretch of time in at most two units; under a minute `shared.now`. */
export function span(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return shared.now;
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)}d`;
  const rest = minutes % 60;
  return rest === 0 ? `${hours}h` : `${hours}h ${rest}m`;
}

export interface Due {
  /** "4m over", "12m", "1h 20m". */
  text: string;
  tone: "late" | "soon" | "calm";
}

/** How a due time reads at `at`; soon means within 15 minutes. */
export function due(dueAt: string, at: number): Due {
  const left = Date.parse(dueAt) - at;
  if (left < 0) {
    const late = span(left);
    return {
      text: late === shared.now ? shared.now : shared.over(late),
      tone: "late",
    };
  }
  return {
    text: span(Math.max(left, MINUTE)),
    tone: left <= 15 * MINUTE ? "soon" : "calm",
  };
}

function dayOf(ms: number): number {
  const date = new Date(ms);
  return Math.round(
    new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() /
      DAY,
  );
}

const time = new Intl.DateTimeFormat(undefined, {
  timeStyle: "short",
});
const weekdayTime = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  hour: "numeric",
  minute: "2-digit",
});
const dayMonth = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
});
const dayMonthYear = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const full = new Intl.DateTimeFormat(undefined, {
  dateStyle: "full",
  timeStyle: "short",
});

/** "today, 09:41", "yesterday, 18:20", "14 Mar, 10:02", "14 Mar 2025, 10:02". */
export function moment(iso: string, at: number): string {
  const ms = Date.parse(iso);
  return `${day(iso, at)}, ${time.format(ms)}`;
}

/** "09:41": the time of day alone. */
export function timeOfDay(date: Date): string {
  return time.format(date);
}

/** "Mon, 09:00": the day of the week and the time. */
export function weekdayAndTime(date: Date): string {
  return weekdayTime.format(date);
}

/** "today", "yesterday", "14 Mar", "14 Mar 2025". */
export function day(iso: string, at: number): string {
  const ms = Date.parse(iso);
  const apart = dayOf(at) - dayOf(ms);
  if (apart === 0) return shared.today;
  if (apart === 1) return shared.yesterday;
  if (apart === -1) return shared.tomorrow;
  const sameYear = new Date(ms).getFullYear() === new Date(at).getFullYear();
  return (sameYear ? dayMonth : dayMonthYear).format(ms);
}

/** "3 days ago", "today", "14 Mar": near times in words, far ones as dates. */
export function ago(iso: string, at: number): string {
  const apart = dayOf(at) - dayOf(Date.parse(iso));
  if (apart > 1 && apart <= 14) return shared.daysAgo(apart);
  return day(iso, at);
}

/** The whole date and time, for tips. */
export function wholeMoment(iso: string): string {
  return full.format(Date.parse(iso));
}
