// The composer's checks as the person at the desk meets them.
import { EditorView } from "@codemirror/view";
import { undo } from "@codemirror/commands";
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import ShortcutSheet from "../../../../app/ShortcutSheet.svelte";
import { checks as words } from "../../../../app/messages/checks";
import type { ReplyCheck } from "../../../../ipc";
import { keys } from "../../../../shared/keys";
import { session } from "../../../../shared/sessionState.svelte";
import ToastHost from "../../../../shared/ToastHost.svelte";
import { toasts } from "../../../../shared/toastState.svelte";
import { accessibilityFaults } from "../../../../test/accessibility";
import { FakeDesk } from "../../../../test/fakeDesk";
import type { FakeMessage } from "../../../../test/fakeMessages";
import Desk from "../../Desk.svelte";
import { DeskState } from "../../deskState.svelte";
import { panels } from "./panelState.svelte";

const MIRA: FakeMessage = {
  name: "Mira Osei",
  handle: "@miraosei",
  channel: "x",
  text: "when do i get my refund",
  due: 12,
};
let fake: FakeDesk;
let room: DeskState;
const onkeydown = (event: KeyboardEvent) => void keys.handle(event);

async function show(message: Partial<FakeMessage> = {}) {
  fake = new FakeDesk([{ ...MIRA, ...message }]).install();
  session.workspace = fake.workspace();
  room = new DeskState();
  render(Desk, { state: room, onsearch: vi.fn(), onpick: vi.fn() });
  render(ToastHost);
  await screen.findByTestId("composer");
  return userEvent.setup();
}
function editor(): EditorView {
  const view = EditorView.findFromDOM(screen.getByTestId("composer"));
  if (!view) throw new Error("the reply is shown in an editor");
  return view;
}
/** Types at the end of the reply, and waits until it is checked. */
async function write(text: string) {
  const view = editor();
  const at = view.state.doc.length;
  view.dispatch({
    changes: { from: at, insert: text },
    selection: { anchor: at + text.length },
    userEvent: "input.type",
  });
  await checked();
}
async function checked() {
  await vi.waitFor(() => {
    expect(room.composer?.checkedText).toBe(room.composer?.text);
    expect(room.composer?.text).toBe(reply());
  });
}
const reply = () => editor().state.doc.toString();
const underlined = () =>
  [...editor().contentDOM.querySelectorAll(".cm-finding")].map(
    (mark) => mark.textContent,
  );
const selected = () => {
  const { from, to } = editor().state.selection.main;
  return editor().state.sliceDoc(from, to);
};
const said = () => screen.getByTestId("composer-said").textContent;
const fixKey = "{Control>}.{/Control}";

beforeEach(() => {
  window.innerWidth = 1280;
  window.addEventListener("keydown", onkeydown);
});
afterEach(() => {
  window.removeEventListener("keydown", onkeydown);
  for (const toast of toasts.list) toasts.close(toast.id);
  panels.open = null;
});

describe("findings", () => {
  it("are underlined and counted by severity while the reply is written", async () => {
    await show();
    await write("We guarantee it ASAP, sorry sorry!!");
    expect(underlined()).toEqual(["guarantee", "ASAP", "sorry sorry", "!!"]);
    expect(
      screen.getByRole("button", {
        name: "4 findings, 1 error, 2 warnings, 1 suggestion",
      }),
    ).toBeTruthy();
    await write(" More words.");
    expect(underlined()).toEqual(["guarantee", "ASAP", "sorry sorry", "!!"]);
  });

  it("never show those of an earlier text when its check comes late", async () => {
    await show();
    const check = fake.check.bind(fake);
    let answer: (check: ReplyCheck) => void = () => undefined;
    fake.handlers["check_reply"] = (a: {
      conversation: string;
      text: string;
    }) =>
      a.text === "I guarantee"
        ? new Promise<ReplyCheck>((late) => (answer = late))
        : check(a.conversation, a.text);
    editor().dispatch({ changes: { from: 0, insert: "I guarantee" } });
    await vi.waitFor(() =>
      expect(fake.calls.at(-1)?.args["text"]).toBe("I guarantee"),
    );
    editor().dispatch({ changes: { from: 0, to: 11, insert: "Sorry sorry" } });
    await checked();
    answer(check("c0", "I guarantee"));
    await Promise.resolve();
    expect(underlined()).toEqual(["Sorry sorry"]);
    expect(screen.getByTestId("composer-verdict").textContent).toContain(
      "Ready",
    );
  });

  it("are listed the gravest first, with reason, rule and what stops sending", async () => {
    const user = await show();
    await write("It comes ASAP!! We guarantee it.");
    await user.click(screen.getByTestId("findings"));
    const rows = screen.getAllByTestId("finding");
    expect(rows.map((row) => row.dataset["rule"])).toEqual([
      "Reply.Promises",
      "Reply.Jargon",
      "Reply.Exclamation",
    ]);
    const first = rows[0] as HTMLElement;
    expect(first.textContent).toContain("Error: ");
    expect(first.textContent).toContain("What is promised in public");
    expect(first.textContent).toContain("stops sending");
    await user.click(within(first).getByText(/promises what nobody/));
    expect(selected()).toBe("guarantee");
    expect(document.activeElement).toBe(screen.getByTestId("composer"));
    await vi.waitFor(() =>
      expect(
        screen.getByTestId("check-panel").querySelector("[aria-current]")
          ?.textContent,
      ).toContain("Reply.Promises"),
    );
  });

  it("are mended from the list", async () => {
    const user = await show();
    await write("It comes ASAP.");
    await user.keyboard("{Control>}j{/Control}");
    await user.click(
      screen.getByRole("button", {
        name: "Replace “ASAP” with “as soon as we can”",
      }),
    );
    expect(reply()).toBe("It comes as soon as we can.");
    await checked();
    expect(screen.getByText("Nothing was found.")).toBeTruthy();
    undo(editor());
    expect(reply()).toBe("It comes ASAP.");
  });

  it("name the rules that do not count, whatever the cause, quietly, below", async () => {
    const user = await show();
    fake.off = ["House.Endless"];
    await write("We guarantee it.");
    await user.click(screen.getByTestId("findings"));
    expect(screen.getByTestId("stopped-rules").textContent.trim()).toBe(
      "House.Endless does not count; its card in the Voice room says why.",
    );
  });

  it("give their link to be copied", async () => {
    const user = await show();
    await write("It comes ASAP.");
    panels.open = "findings";
    await user.click(await screen.findByRole("button", { name: /Copy link/ }));
    expect(await navigator.clipboard.readText()).toContain("#jargon");
  });

  it("are named where they stop sending, and gone to from there", async () => {
    const user = await show();
    await write("Yes. We guarantee it.");
    const verdict = screen.getByTestId("composer-verdict");
    expect(verdict.textContent).toContain(
      "Can’t send: “guarantee” promises what nobody approved",
    );
    await user.click(within(verdict).getByRole("button"));
    expect(selected()).toBe("guarantee");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(fake.count("send_reply")).toBe(0);
  });
});

describe("keys", () => {
  it("go from finding to finding, show its card and say it", async () => {
    const user = await show();
    await write("We guarantee it ASAP.");
    editor().focus();
    editor().dispatch({ selection: { anchor: 0 } });
    await user.keyboard("{F8}");
    await vi.waitFor(() => expect(selected()).toBe("guarantee"));
    expect((await screen.findByTestId("finding-card")).textContent).toContain(
      "What is promised in public",
    );
    expect(said()).toBe("Error: “guarantee” promises what nobody approved");
    await user.keyboard("{F8}");
    await vi.waitFor(() => expect(selected()).toBe("ASAP"));
    await user.keyboard("{Shift>}{F8}{/Shift}");
    await vi.waitFor(() => expect(selected()).toBe("guarantee"));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("finding-card")).toBeNull();
  });

  it("mend the finding at the cursor in one step of undo", async () => {
    const user = await show();
    await write("Sorry sorry, it comes ASAP.");
    editor().focus();
    editor().dispatch({ selection: { anchor: 2 } });
    await user.keyboard(fixKey);
    await vi.waitFor(() => expect(reply()).toBe("Sorry, it comes ASAP."));
    expect(said()).toBe("Replaced with “Sorry”");
    undo(editor());
    expect(reply()).toBe("Sorry sorry, it comes ASAP.");
  });

  it("mend what was typed this moment, before its check was asked for", async () => {
    const user = await show();
    editor().focus();
    editor().dispatch({ changes: { from: 0, insert: "It comes ASAP" } });
    await user.keyboard(fixKey);
    await vi.waitFor(() => expect(reply()).toBe("It comes as soon as we can"));
  });

  it("offer several ways by digit", async () => {
    const user = await show();
    await write("We guarantee it.");
    editor().focus();
    await user.keyboard(fixKey);
    const menu = await screen.findByTestId("fix-menu");
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((item) => item.textContent.replaceAll(/\s+/g, " ").trim()),
    ).toEqual(["expect 1", "aim for 2", "Remove 3"]);
    await user.keyboard("2");
    expect(reply()).toBe("We aim for it.");
    expect(screen.queryByTestId("fix-menu")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("composer"));
  });

  it("say so where there is nothing to mend or to go to", async () => {
    const user = await show();
    await write("All is well.");
    editor().focus();
    await user.keyboard(fixKey);
    await vi.waitFor(() => expect(said()).toBe(words.nothingToFix));
    await user.keyboard("{F8}");
    await vi.waitFor(() => expect(said()).toBe(words.noFindings));
  });

  it("are on the shortcut sheet", async () => {
    await show();
    render(ShortcutSheet, { onclose: vi.fn() });
    const sheet = screen.getByTestId("shortcut-sheet").textContent;
    for (const label of Object.values(words.actions))
      expect(sheet).toContain(label);
  });
});

describe("length", () => {
  const LONG = `${"This part fits well. ".repeat(14)}This one does not.`;

  it("marks what is over, says by how much, and proposes parts to copy", async () => {
    const user = await show();
    await write(LONG);
    expect(screen.getByTestId("length").textContent).toContain("312/280");
    expect(screen.getByTestId("length").textContent).toContain("32 over");
    const over = [...editor().contentDOM.querySelectorAll(".cm-over")];
    expect(over.map((mark) => mark.textContent).join("")).toBe(LONG.slice(280));
    await user.click(screen.getByText("Split in 2"));
    const parts = screen.getAllByTestId("part");
    expect(parts).toHaveLength(2);
    expect(
      (await screen.findAllByTestId("part-length")).map(
        (one) => one.textContent,
      ),
    ).toEqual(["272/280", "39/280"]);
    await user.click(screen.getByRole("button", { name: "Copy part 2" }));
    expect(await navigator.clipboard.readText()).toMatch(/This one does not.$/);
    expect(reply(), "the reply stays as it is").toBe(LONG);
  });

  it("says so where it cannot be divided", async () => {
    const user = await show();
    await write("long".repeat(90));
    await user.click(screen.getByText("Cannot be split"));
    expect(screen.getByTestId("split-none").textContent).toContain(
      "Shorten it instead",
    );
    expect(screen.queryAllByTestId("part")).toHaveLength(0);
  });

  it("goes to what is over from the verdict", async () => {
    const user = await show();
    await write(LONG);
    await user.click(
      within(screen.getByTestId("composer-verdict")).getByRole("button"),
    );
    expect(selected()).toBe(LONG.slice(280));
  });

  it("counts in the channel's own unit", async () => {
    await show({ channel: "sms" });
    await write(LONG);
    expect(screen.getByTestId("length").textContent.trim()).toBe("2 messages");
    expect(words.length(1, null, "messages")).toBe("1 message");
    expect(words.length(2950, 3000, "bytes")).toBe(
      "2\u00a0950/3\u00a0000 bytes",
    );
    expect(words.length(12, null, "characters")).toBe("12 characters");
  });
});

describe("voice score", () => {
  it("is shown quietly, and not at all for an empty reply", async () => {
    const user = await show();
    expect(screen.queryByTestId("voice-score")).toBeNull();
    await write("It comes ASAP!!");
    await user.click(screen.getByText("Voice 94"));
    const [first] = screen.getAllByTestId("deduction");
    expect(first?.textContent).toContain("5 points off");
    await user.click(within(first as HTMLElement).getByRole("button"));
    expect(selected()).toBe("ASAP");
  });
});

describe("where sentences come from", () => {
  const TEXT =
    "The final bill covers use up to the day of cancelling and credits what you paid ahead. Hi Mira, refunds reach your account within 24 hours of the final bill. Yours was issued on 18 November. Bye now.";
  const segments = () => screen.getAllByTestId("sentence");

  it("is one segment a sentence, each with its state in words", async () => {
    await show();
    await write(TEXT);
    expect(segments().map((one) => one.dataset["state"])).toEqual([
      "verbatim",
      "edited",
      "fields",
      "own",
    ]);
    expect(segments()[1]?.getAttribute("aria-label")).toBe(
      "Sentence 2 of 4: Changed since it was approved",
    );
    expect(segments()[0]?.style.flexGrow).toBe("86");
  });

  it("shows answer, changed words and what nobody approved, by pointer and by key", async () => {
    const user = await show();
    await write(TEXT);
    await user.hover(segments()[1] as HTMLElement);
    const card = await screen.findByTestId("sentence-card");
    expect(card.textContent).toContain("Refund after cancelling");
    expect(card.querySelector("del:last-of-type")?.textContent).toContain(
      "5 working days",
    );
    expect(card.querySelector("ins:last-of-type")?.textContent).toContain(
      "24 hours",
    );
    expect(card.textContent.replaceAll(/\s+/g, " ")).toContain(
      "Promises 24 hours — approved text says 5 working days",
    );
    expect(editor().contentDOM.querySelector(".cm-traced")).not.toBeNull();
    await user.unhover(segments()[1] as HTMLElement);
    expect(screen.queryByTestId("sentence-card")).toBeNull();
    expect(editor().contentDOM.querySelector(".cm-traced")).toBeNull();

    segments()[0]?.focus();
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(segments()[1]);
    expect(
      document.getElementById(
        segments()[1]?.getAttribute("aria-describedby") ?? "",
      )?.textContent,
    ).toContain("24 hours");
    await user.keyboard("{End}");
    expect(document.activeElement).toBe(segments()[3]);
    await user.keyboard("{Enter}");
    expect(selected()).toBe("Bye now.");
  });
});

describe("what only the customer may read", () => {
  const LEAK =
    "Hello Mira. We wrote to mira.osei@example.com on Monday. Thanks for waiting.";

  it("is moved out of a public reply in one step of undo, and stays until dismissed", async () => {
    const user = await show();
    await write(LEAK);
    const box = screen.getByTestId("exposure");
    expect(box.textContent).toContain(
      "This would show the customer’s e-mail in public",
    );
    await user.click(within(box).getByText("Move to private message"));
    await vi.waitFor(() => expect(reply()).not.toContain("@example.com"));
    expect(reply()).toContain("Hello Mira. Thanks for waiting.");
    await checked();
    expect(screen.queryByTestId("exposure")).toBeNull();
    const kept = screen.getByTestId("private-message");
    expect(kept.textContent).toContain("mira.osei@example.com on Monday.");
    await user.click(within(kept).getByTestId("copy-private"));
    expect(await navigator.clipboard.readText()).toBe(
      "We wrote to mira.osei@example.com on Monday.",
    );

    undo(editor());
    expect(reply()).toBe(LEAK);
    await checked();
    await user.click(screen.getByTestId("move-private"));
    await vi.waitFor(() => expect(reply()).not.toContain("@example.com"));
    expect(room.composer?.review.privateText, "kept once").toBe(
      "We wrote to mira.osei@example.com on Monday.",
    );
    await user.click(screen.getByTestId("dismiss-private"));
    expect(screen.queryByTestId("private-message")).toBeNull();
  });

  it("is no matter in a private reply", async () => {
    await show({ channel: "email" });
    await write(LEAK);
    expect(screen.queryByTestId("exposure")).toBeNull();
  });
});

describe("accessibility", () => {
  it("has no fault with findings, cards, lists and the private part open", async () => {
    const user = await show();
    await write(
      `We guarantee it ASAP!! Mail me at a@b.example. ${"More words. ".repeat(25)}`,
    );
    for (const panel of ["findings", "voice", "split"] as const) {
      panels.open = panel;
      await vi.waitFor(() =>
        expect(screen.getByTestId("check-panel").dataset["panel"]).toBe(panel),
      );
      expect(await accessibilityFaults()).toEqual([]);
    }
    editor().focus();
    editor().dispatch({ selection: { anchor: 0 } });
    await user.keyboard("{F8}");
    await screen.findByTestId("finding-card");
    expect(await accessibilityFaults()).toEqual([]);
    await user.keyboard(fixKey);
    await screen.findByTestId("fix-menu");
    expect(await accessibilityFaults()).toEqual([]);
    await user.keyboard("{Escape}");
    await user.click(screen.getByTestId("move-private"));
    await screen.findByTestId("private-message");
    screen.getAllByTestId("sentence")[0]?.focus();
    await screen.findByTestId("sentence-card");
    expect(await accessibilityFaults()).toEqual([]);
  });
});
