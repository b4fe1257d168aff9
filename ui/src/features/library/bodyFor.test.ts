import { describe, expect, it } from "vitest";
import type { Channel } from "../../ipc";
import { emptyForm } from "./answerForm";
import { bodyFor } from "./bodyFor";

const form = {
  ...emptyForm(),
  body: "body",
  locale: "en",
  variants: [
    { channel: "x" as const, locale: "", body: "x" },
    { channel: "" as const, locale: "de", body: "de" },
    { channel: "x" as const, locale: "de", body: "x de" },
  ],
};

describe("bodyFor", () => {
  it.each<[Channel | null, string, string]>([
    [null, "", "body"],
    ["x", "", "x"],
    ["sms", "de", "de"],
    ["x", "de-AT", "x de"],
    ["x", "en-GB", "x"],
    ["x", "fr", "body"],
  ])("on %s in %j gives %j", (channel, locale, expected) => {
    expect(bodyFor(form, channel, locale)).toBe(expected);
  });
});
