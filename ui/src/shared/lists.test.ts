import { describe, expect, it, vi } from "vitest";
import type { Result } from "../ipc";
import { PagedRows, type Page } from "./pagedRows.svelte";
import { RowOffsets } from "./rowOffsets";

describe("RowOffsets", () => {
  it("places rows by estimate, and rightly once they are measured", () => {
    const offsets = new RowOffsets(100_000, 80);
    expect(offsets.total).toBe(8_000_000);
    expect(offsets.at(4_000_000)).toBe(50_000);
    expect(offsets.measure(10, 100)).toBe(20);
    expect(offsets.start(10)).toBe(800);
    expect(offsets.start(11)).toBe(900);
    expect(offsets.measure(10, 100), "the second time nothing changes").toBe(0);
  });

  it("keeps what it knows when rows come and go", () => {
    const offsets = new RowOffsets(3, 10);
    offsets.measure(0, 30);
    offsets.resize(5);
    expect(offsets.total).toBe(70);
    offsets.resize(1);
    expect(offsets.total).toBe(30);
    expect(offsets.at(1000)).toBe(0);
    offsets.resize(0);
    expect(offsets.total).toBe(0);
  });
});

function page(
  offset: number,
  limit: number,
  total: number,
  tag = "",
): Result<Page<string>> {
  const rows = Array.from(
    { length: Math.max(0, Math.min(limit, total - offset)) },
    (_, i) => `${tag}${offset + i}`,
  );
  return { status: "ok", data: { total, rows } };
}

describe("PagedRows", () => {
  it("fetches a page once, when it comes into sight", async () => {
    const fetch = vi.fn((offset: number, limit: number) =>
      Promise.resolve(page(offset, limit, 500)),
    );
    const rows = new PagedRows<string>(fetch);
    await rows.restart();
    rows.need(118, 125);
    rows.need(118, 125);
    await vi.waitFor(() => expect(rows.row(120)).toBe("120"));
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(rows.find((row) => row === "121")).toBe(121);
  });

  it("drops an answer that a later reload overtook", async () => {
    const waiting: ((value: Result<Page<string>>) => void)[] = [];
    const rows = new PagedRows<string>(
      () => new Promise((done) => waiting.push(done)),
    );
    const first = rows.restart();
    const second = rows.restart();
    waiting[1]?.(page(0, 60, 2, "new "));
    waiting[0]?.(page(0, 60, 9, "old "));
    await Promise.all([first, second]);
    expect(rows.row(0)).toBe("new 0");
    expect(rows.total).toBe(2);
  });

  it("keeps the rows it has when a reload fails, and says why", async () => {
    let fails = false;
    const rows = new PagedRows<string>((offset, limit) =>
      Promise.resolve(
        fails
          ? {
              status: "error",
              error: { code: "busy", message: "the index is busy" },
            }
          : page(offset, limit, 3),
      ),
    );
    await rows.restart();
    fails = true;
    await rows.reload();
    expect(rows.row(2)).toBe("2");
    expect(rows.problem?.message).toBe("the index is busy");
  });
});
