import { expect, it } from "vitest";
import { localInput, snoozeTimes } from "./snoozeTimes";

it("offers one hour, tomorrow and the next Monday, at nine", () => {
  const saturday = new Date(2026, 10, 21, 16, 30);
  const times = snoozeTimes(saturday);
  expect(localInput(times.hour)).toBe("2026-11-21T17:30");
  expect(localInput(times.tomorrow)).toBe("2026-11-22T09:00");
  expect(localInput(times.monday)).toBe("2026-11-23T09:00");
});

it("means the Monday in a week when today is Monday", () => {
  expect(localInput(snoozeTimes(new Date(2026, 10, 23, 8, 0)).monday)).toBe(
    "2026-11-30T09:00",
  );
});
