import { describe, expect, it } from "vitest";
import type { AnswerFilter, AnswerPage } from "../../ipc";
import {
  answering,
  answerInput,
  answerView,
  FakeLibrary,
  held,
  refusal,
} from "../../test/fakeLibrary";
import { AnswerListState } from "./answerListState.svelte";

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const input = answerInput({ title: `Answer ${String(i)}` });
    return answerView({ id: `a${String(i)}`, input });
  });

describe("AnswerListState", () => {
  it("ignores rows of a search that was overtaken", async () => {
    const slow = held<AnswerPage>();
    const library = new FakeLibrary(many(3));
    answering({
      list_answers: (a: {
        filter: AnswerFilter;
        offset: number;
        limit: number;
      }) =>
        a.filter.text === "1" ? slow.promise : library.handlers.list_answers(a),
    });
    const list = new AnswerListState();
    const first = list.narrow({ text: "1" });
    await list.narrow({ text: "2" });
    slow.resolve({
      ...library.handlers.list_answers({
        filter: list.filter,
        offset: 0,
        limit: 0,
      }),
      total: 99,
    });
    await first;
    expect(list.rows.total).toBe(1);
    expect(list.rows.row(0)?.title).toBe("Answer 2");
  });

  it("counts what is found and still knows what the whole library has", async () => {
    const named = (title: string, topic: string) =>
      answerView({
        id: title,
        input: answerInput({ title, body: "", topics: [topic] }),
      });
    answering(
      new FakeLibrary([named("Refund", "money"), named("Card", "cards")])
        .handlers,
    );
    const list = new AnswerListState();
    await list.rows.reload();
    await list.narrow({ text: "refund" });
    expect(list.facets?.topics).toEqual([{ name: "money", count: 1 }]);
    expect(list.known?.topics).toHaveLength(2);
  });

  it("keeps the rows while a newer list is on its way, and when it fails", async () => {
    const library = new FakeLibrary(many(3));
    answering(library.handlers);
    const list = new AnswerListState();
    await list.rows.reload();
    answering({
      list_answers: () => {
        throw refusal("damaged", "the store cannot be read");
      },
    });
    await list.rows.reload();
    expect(list.rows.problem?.message).toBe("the store cannot be read");
    expect(list.rows.row(0)?.id).toBe("a0");
  });

  it("knows whether anything is filtered out", async () => {
    answering(new FakeLibrary(many(3)).handlers);
    const list = new AnswerListState();
    expect(list.filtered).toBe(false);
    await list.narrow({ topic: "billing" });
    expect(list.filtered).toBe(true);
    await list.clear();
    expect(list.filtered).toBe(false);
  });
});
