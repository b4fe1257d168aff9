import { describe, expect, it, vi } from "vitest";
import {
  ariaKeys,
  isTextField,
  KeyRegistry,
  keyCaps,
  matches,
  type Action,
} from "./keys";

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent("keydown", {
    key,
    bubbles: true,
    cancelable: true,
    ...more,
  });
}

/** An event as if it came from an element of this kind. */
function pressIn(
  tag: string,
  key: string,
  more: KeyboardEventInit = {},
): KeyboardEvent {
  const element = document.body.appendChild(document.createElement(tag));
  const event = press(key, more);
  element.dispatchEvent(event);
  element.remove();
  return event;
}

function action(
  keys: string[],
  more: Partial<Action> = {},
): Action & { run: ReturnType<typeof vi.fn> } {
  return {
    id: keys.join(),
    label: keys.join(),
    group: "Test",
    keys,
    run: vi.fn(),
    ...more,
  } as never;
}

describe("matches", () => {
  it("tells letters, chords and symbols apart", () => {
    expect(matches(press("j"), "j")).toBe(true);
    expect(matches(press("J", { shiftKey: true }), "j")).toBe(false);
    expect(matches(press("j", { ctrlKey: true }), "j")).toBe(false);
    expect(matches(press("Enter", { ctrlKey: true }), "Mod+Enter")).toBe(true);
    expect(
      matches(press("C", { ctrlKey: true, shiftKey: true }), "Mod+Shift+C"),
    ).toBe(true);
    expect(matches(press("c", { ctrlKey: true }), "Mod+Shift+C")).toBe(false);
  });

  it("takes a symbol wherever the layout has it", () => {
    expect(matches(press("?", { shiftKey: true }), "?")).toBe(true);
    expect(
      matches(press("/", { shiftKey: true }), "/"),
      "Shift+7 on a German keyboard",
    ).toBe(true);
    expect(matches(press("=", { ctrlKey: true }), "Mod+Plus")).toBe(true);
  });

  it("finds digits and letters by their place when Alt or another script changes them", () => {
    expect(matches(press("¡", { altKey: true, code: "Digit1" }), "Alt+1")).toBe(
      true,
    );
    expect(
      matches(press("о", { code: "KeyJ" }), "j"),
      "the Russian layout",
    ).toBe(true);
    expect(
      matches(press("k", { code: "KeyJ" }), "j"),
      "Dvorak prints k there",
    ).toBe(false);
  });
});

describe("KeyRegistry", () => {
  it("runs the newest action of a key and forgets it when it is removed", () => {
    const registry = new KeyRegistry();
    const older = action(["j"]);
    const newer = action(["j"]);
    registry.add([older]);
    const remove = registry.add([newer]);
    expect(registry.handle(press("j"))).toBe(true);
    remove();
    registry.handle(press("j"));
    expect(newer.run).toHaveBeenCalledOnce();
    expect(older.run).toHaveBeenCalledOnce();
  });

  it("leaves single letters to text fields, and takes chords there too", () => {
    const registry = new KeyRegistry();
    const letter = action(["e"]);
    const digit = action(["1", "Alt+1"]);
    registry.add([letter, digit]);
    registry.handle(pressIn("textarea", "e"));
    registry.handle(pressIn("input", "1"));
    expect(letter.run).not.toHaveBeenCalled();
    expect(digit.run).not.toHaveBeenCalled();
  });

  it("takes Mod and Alt chords in text fields", () => {
    const registry = new KeyRegistry();
    const digit = action(["1", "Alt+1"]);
    registry.add([digit]);
    const field = document.body.appendChild(document.createElement("textarea"));
    field.addEventListener("keydown", (event) => registry.handle(event));
    field.dispatchEvent(press("1"));
    expect(digit.run).not.toHaveBeenCalled();
    field.dispatchEvent(press("1", { altKey: true }));
    expect(digit.run).toHaveBeenCalledOnce();
    field.remove();
  });

  it("leaves the space bar to the control that has the focus", () => {
    const registry = new KeyRegistry();
    const toggle = action(["Space"]);
    registry.add([toggle]);
    expect(registry.handle(pressIn("button", " "))).toBe(false);
    expect(registry.handle(pressIn("summary", " "))).toBe(false);
    expect(registry.handle(pressIn("div", " "))).toBe(true);
    expect(toggle.run).toHaveBeenCalledOnce();
  });

  it("is silent while something modal is open, and for actions that are not enabled", () => {
    const registry = new KeyRegistry();
    const off = action(["e"], { enabled: () => false });
    const on = action(["n"]);
    registry.add([off, on]);
    const unblock = registry.block();
    registry.handle(press("n"));
    unblock();
    unblock();
    registry.handle(press("n"));
    registry.handle(press("e"));
    expect(on.run).toHaveBeenCalledOnce();
    expect(off.run).not.toHaveBeenCalled();
    expect(registry.available).toEqual([on]);
  });

  it("leaves keys alone that were handled or are part of composing a letter", () => {
    const registry = new KeyRegistry();
    const next = action(["j"]);
    registry.add([next]);
    const handled = press("j");
    handled.preventDefault();
    registry.handle(handled);
    registry.handle(press("j", { isComposing: true }));
    expect(next.run).not.toHaveBeenCalled();
  });
});

describe("how keys are shown", () => {
  it("shows chords short and names them for assistive technology", () => {
    expect(keyCaps("Mod+Enter")).toBe("Ctrl ↵");
    expect(keyCaps("j")).toBe("J");
    expect(ariaKeys("Mod+Enter")).toBe("Control+Enter");
  });

  it("knows what is a text field", () => {
    const box = document.createElement("input");
    box.type = "checkbox";
    expect(isTextField(box)).toBe(false);
    expect(isTextField(document.createElement("input"))).toBe(true);
    expect(isTextField(null)).toBe(false);
  });
});
