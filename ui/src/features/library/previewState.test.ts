import { expect, it } from "vitest";
import type { BodyPreview } from "../../ipc";
import { answering, held } from "../../test/fakeLibrary";
import { PreviewState } from "./previewState.svelte";

const preview = (text: string): BodyPreview => ({
  text,
  length: text.length,
  limit: null,
  fields: [],
});

it("shows the latest body, and asks one question at a time", async () => {
  const slow = held<BodyPreview>();
  const asked: string[] = [];
  const state = new PreviewState();
  answering({
    preview_body: ({ body }: { body: string }) => {
      asked.push(body);
      expect(state.preview, "an overtaken answer is not shown").toBeNull();
      return body === "a" ? slow.promise : preview(body);
    },
  });
  const shown = state.show("a", null);
  void state.show("ab", null);
  void state.show("abc", null);
  slow.resolve(preview("a"));
  await shown;
  expect(asked).toEqual(["a", "abc"]);
  expect(state.preview?.text).toBe("abc");
});
