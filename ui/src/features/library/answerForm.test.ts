import { describe, expect, it } from "vitest";
import type { AnswerInput } from "../../ipc";
import type { AnswerForm, FormFaults } from "./answerForm";
import {
  emptyForm,
  faultsOf,
  isEmptyForm,
  toForm,
  toInput,
} from "./answerForm";

const input: AnswerInput = {
  title: "Refund after cancelling",
  body: "Refunds take 5 days, {{customer.first_name}}.",
  variants: [
    { channel: "x", locale: null, body: "5 days." },
    { channel: null, locale: "de", body: "5 Tage." },
  ],
  channels: ["x", "email"],
  locale: "en",
  validFrom: "2026-01-01",
  validUntil: null,
  shortcut: "refund",
  topics: ["billing"],
  owner: "Marketing",
  reviewOn: null,
  phrasings: ["where is my money", "refund when"],
};

function check(change: Partial<AnswerForm>, expected: FormFaults) {
  expect(faultsOf({ ...emptyForm(), title: "A title", ...change })).toEqual(
    expected,
  );
}

describe("an answer's form", () => {
  it("gives back the answer it shows", () => {
    expect(toInput(toForm(input))).toEqual(input);
  });

  it("sends absent for empty and leaves empty variants and phrasings out", () => {
    const form = {
      ...toForm(input),
      locale: " ",
      owner: "",
      phrasings: " one \n\n two\r\n",
    };
    form.variants = [{ channel: "x", locale: "", body: "  " }];
    expect(toInput(form)).toMatchObject({
      locale: null,
      owner: null,
      phrasings: ["one", "two"],
      variants: [],
    });
  });

  it("takes a shortcut as people type it", () => {
    expect(toInput({ ...emptyForm(), shortcut: " /Refund " }).shortcut).toBe(
      "refund",
    );
  });

  it("begins with the customer's words on one line", () => {
    const form = emptyForm("where is\n my refund ");
    expect(form.phrasings).toBe("where is my refund");
    expect(isEmptyForm(form)).toBe(false);
    expect(isEmptyForm(emptyForm())).toBe(true);
  });

  it("names what cannot be saved", () => {
    check({}, {});
    check({ title: "  " }, { title: "title_empty" });
    check({ shortcut: "a" }, { shortcut: "shortcut_length" });
    check({ shortcut: "x".repeat(25) }, { shortcut: "shortcut_length" });
    check({ shortcut: "money back" }, { shortcut: "shortcut_character" });
    check({ locale: "english please" }, { locale: "locale" });
    check({ locale: "pt-BR" }, {});
    check(
      { variants: [{ channel: "", locale: "", body: "x" }] },
      { variants: "variant_for_nothing" },
    );
    check(
      { variants: [{ channel: "x", locale: "?", body: "x" }] },
      { variants: "variant_locale" },
    );
  });

  it("takes days and moments, and no day that does not exist", () => {
    check({ validFrom: "2026-02-28", validUntil: "2026-11-21T14:00:00Z" }, {});
    check({ validFrom: "2026-02-30" }, { validFrom: "time" });
    check({ reviewOn: "tomorrow" }, { reviewOn: "time" });
    check({ validUntil: "2026-11-21T25:00:00Z" }, { validUntil: "time" });
  });

  it("refuses a validity that ends before it starts, and takes one of a single day", () => {
    check(
      { validFrom: "2026-03-02", validUntil: "2026-03-01" },
      { validUntil: "ends_before_start" },
    );
    check({ validFrom: "2026-03-01", validUntil: "2026-03-01" }, {});
  });
});
