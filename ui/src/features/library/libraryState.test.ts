import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerView } from "../../ipc";
import {
  answering,
  answerInput,
  answerView,
  FakeLibrary,
  held,
  refusal,
} from "../../test/fakeLibrary";
import { createLibraryState } from "./libraryState.svelte";
import type { LibraryState } from "./libraryState.svelte";
import type { OpenAnswerState } from "./openAnswerState.svelte";

const known = (id: string) =>
  answerView({
    id,
    input: answerInput({ title: `About ${id}`, shortcut: id }),
  });

let fake: FakeLibrary;
let library: LibraryState;

function current(): OpenAnswerState {
  if (library.current === null) throw new Error("no answer is shown");
  return library.current;
}

beforeEach(async () => {
  fake = new FakeLibrary(["refund", "router", "outage"].map(known));
  answering(fake.handlers);
  library = createLibraryState();
  await library.start();
});

describe("LibraryState", () => {
  it("shows the first answer and walks through the list", () => {
    expect(current().form.title).toBe("About refund");
    library.move(1);
    expect(library.selectedId).toBe("router");
    expect(library.selectedIndex).toBe(1);
    library.move(9);
    expect(library.selectedId).toBe("outage");
    library.move(-9);
    expect(library.selectedId).toBe("refund");
  });

  it("walks from the top of a list that was narrowed away from the shown answer", async () => {
    library.move(2);
    await library.list.narrow({ text: "router" });
    expect(library.selectedIndex).toBe(-1);
    library.move(1);
    expect(library.selectedId).toBe("router");
  });

  it("shows a row far down once it is here", async () => {
    fake.views = Array.from({ length: 500 }, (_, i) => known(`a${String(i)}`));
    await library.list.clear();
    library.choose(499);
    expect(library.selectedIndex).toBe(499);
    await vi.waitFor(() => {
      library.settle();
      expect(library.selectedId).toBe("a499");
    });
  });

  it("keeps unsaved edits while other answers are looked at", async () => {
    current().form.body = "Not finished yet";
    await library.openAnswer("router");
    expect(library.unsaved.map((open) => open.id)).toEqual(["refund"]);
    await library.openAnswer("refund");
    expect(current().form.body).toBe("Not finished yet");
    expect(current().dirty).toBe(true);
  });

  it("begins an answer with the customer's words and forgets an untouched one", async () => {
    library.openCreate({ phrasing: "where is my engineer" });
    expect(current().form.phrasings).toBe("where is my engineer");
    await library.openAnswer("router");
    expect(library.unsaved).toHaveLength(1);
    library.openCreate();
    await library.openAnswer("refund");
    expect(library.unsaved, "the empty one is gone").toHaveLength(1);
  });

  it("creates, and the answer is a draft with its own id", async () => {
    library.openCreate();
    Object.assign(current().form, { title: "New one", body: "Words" });
    expect(await current().save()).toBe(true);
    expect(current().view?.state).toBe("draft");
    expect(library.selectedId).toBe("new-3");
    expect(current().dirty).toBe(false);
  });

  it("saves before it approves", async () => {
    current().form.body = "Better words";
    expect(await current().approve()).toBe(true);
    expect(fake.views[0]?.input.body).toBe("Better words");
    expect(fake.views[0]?.approval?.revision).toBe(2);
  });

  it("says which approved revision stays in service beside an open one", async () => {
    expect(current().inService).toBeNull();
    current().form.body = "Better words";
    await current().save();
    expect(current().inService).toBe(1);
    await current().discard();
    expect(current().inService).toBeNull();
    expect(current().form.body).toBe(answerInput().body);
  });

  it("approves nothing when only what surrounds the answer changed", async () => {
    current().form.topics = ["refunds"];
    expect(await current().approve()).toBe(true);
    expect(fake.views[0]?.approval?.revision).toBe(1);
    expect(fake.views[0]?.input.topics).toEqual(["refunds"]);
  });

  it("keeps every word when saving is refused, and says why", async () => {
    current().form.shortcut = "router";
    current().form.body = "My words";
    expect(await current().save()).toBe(false);
    expect(current().shortcutTaken).toBe(true);
    expect(current().error).toBeNull();
    expect(current().form.body).toBe("My words");
  });

  it("sends nothing that is faulty", async () => {
    current().form.title = " ";
    expect(await current().save()).toBe(false);
    expect(current().tried).toBe(true);
    expect(fake.views[0]?.input.title).toBe("About refund");
  });

  it("keeps words typed while saving", async () => {
    const slow = held<AnswerView>();
    answering({ ...fake.handlers, edit_answer: () => slow.promise });
    current().form.body = "First";
    const saving = current().save();
    current().form.body = "First and more";
    slow.resolve(known("refund"));
    await saving;
    expect(current().form.body).toBe("First and more");
    expect(current().dirty).toBe(true);
  });

  it("shows a change made elsewhere, and keeps edits that no longer build on it", async () => {
    const [refund] = fake.views;
    if (!refund) throw new Error("no answer");
    fake.views[0] = { ...refund, input: { ...refund.input, body: "Theirs" } };
    await library.refresh();
    expect(current().form.body).toBe("Theirs");
    current().form.body = "Mine";
    fake.views[0] = {
      ...refund,
      input: { ...refund.input, body: "Theirs again" },
    };
    await library.refresh();
    expect(current().form.body).toBe("Mine");
    expect(current().overtaken).toBe(true);
    const back = library.giveUp(current());
    expect(current().form.body).toBe("Theirs again");
    back();
    expect(current().form.body).toBe("Mine");
  });

  it("retires and restores", async () => {
    await current().retire();
    expect(current().retired).toBe(true);
    expect(current().canApprove).toBe(false);
    await current().restore();
    expect(current().view?.state).toBe("approved");
  });

  it("keeps the answer on the screen when it cannot be read again", async () => {
    answering({
      answer: () => {
        throw refusal("not_found", "no answer has the id refund");
      },
    });
    await current().load();
    expect(current().error?.code).toBe("not_found");
    expect(current().form.title).toBe("About refund");
  });
});
