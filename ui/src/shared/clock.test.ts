import { describe, expect, it } from "vitest";
import { ago, due, moment, span } from "./clock";

const at = new Date(2026, 10, 21, 10, 0).getTime();
const minutes = (count: number) => new Date(at + count * 60_000).toISOString();

describe("due", () => {
  it.each([
    [-4, "4m over", "late"],
    [12, "12m", "soon"],
    [34, "34m", "calm"],
    [80, "1h 20m", "calm"],
    [120, "2h", "calm"],
    [60 * 24 * 3, "3d", "calm"],
  ])("reads %s minutes as %s", (count, text, tone) => {
    expect(due(minutes(count), at)).toEqual({ text, tone });
  });

  it("never says that nothing is left before it is over", () => {
    expect(due(minutes(0.4), at)).toEqual({ text: "1m", tone: "soon" });
    expect(due(minutes(-0.4), at)).toEqual({ text: "now", tone: "late" });
  });
});

it("counts days by the calendar, not by hours", () => {
  const late = new Date(2026, 10, 20, 23, 59).toISOString();
  expect(ago(late, at)).toBe("yesterday");
  expect(moment(minutes(0), at)).toMatch(/^today, /);
  expect(ago(new Date(2026, 10, 18).toISOString(), at)).toBe("3 days ago");
  expect(ago(new Date(2025, 0, 2).toISOString(), at)).toMatch(/2025/);
});

it("says short stretches in minutes", () => {
  expect(span(59_000)).toBe("now");
  expect(span(61_000)).toBe("1m");
});
