/** A time to snooze until, counted from now in this machine's time zone. */
export interface SnoozeTimes {
  hour: Date;
  tomorrow: Date;
  monday: Date;
}

/** In one hour, tomorrow at 9:00, and the next Monday at 9:00 that is later than tomorrow. */
export function snoozeTimes(now: Date): SnoozeTimes {
  const hour = new Date(now.getTime() + 3_600_000);
  const tomorrow = at9(now, 1);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return { hour, tomorrow, monday: at9(now, untilMonday) };
}

function at9(day: Date, ahead: number): Date {
  return new Date(
    day.getFullYear(),
    day.getMonth(),
    day.getDate() + ahead,
    9,
    0,
  );
}

/** The value an `<input type="datetime-local">` takes. */
export function localInput(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
