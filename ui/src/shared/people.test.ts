import { describe, expect, it } from "vitest";
import { attributeLabel, handleOn } from "./people";

describe("people", () => {
  it("writes a handle as its channel does, once", () => {
    expect(handleOn("miraosei", "x")).toBe("@miraosei");
    expect(handleOn("@miraosei", "x")).toBe("@miraosei");
    expect(handleOn("mira", "reddit")).toBe("u/mira");
    expect(handleOn("mira.58", "facebook")).toBe("mira.58");
    expect(handleOn("mira@example.org", "email")).toBe("mira@example.org");
  });

  it("reads a raw key as words", () => {
    expect(attributeLabel("customer_since")).toBe("Customer since");
    expect(attributeLabel("plan")).toBe("Plan");
    expect(attributeLabel("SIM-card")).toBe("SIM card");
    expect(attributeLabel("")).toBe("");
  });
});
