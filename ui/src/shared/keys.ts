// One registry of everything that can be done by key. It drives the shortcuts themselves, the
// command palette and the `?` sheet, so the three can never disagree.
import { createSubscriber } from "svelte/reactivity";

export interface Action {
  id: string;
  label: string;
  /** The heading it stands under in the palette and the sheet: "Desk", "Library" … */
  group: string;
  /** Any of these does it: "j", "Mod+Enter", "Alt+1", "?". May be empty (palette only). */
  keys: readonly string[];
  /** `false` hides it from the palette and turns its keys off. */
  enabled?: () => boolean;
  /** Also in text fields. Chords with Mod or Alt always are, single keys never unless said here. */
  inText?: boolean;
  /** Only in the sheet: keys that a control handles itself. */
  sheetOnly?: boolean;
  /** Neither in the sheet nor in the palette; another entry speaks for it. */
  unlisted?: boolean;
  run: () => void;
}

const onMac = /mac|iphone|ipad/i.test(
  typeof navigator === "undefined"
    ? ""
    : navigator.platform || navigator.userAgent,
);

const CAPS: Record<string, string> = {
  Mod: onMac ? "⌘" : "Ctrl",
  Alt: onMac ? "⌥" : "Alt",
  Shift: onMac ? "⇧" : "Shift",
  Enter: "↵",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Plus: "+",
  Space: "Space",
};

/** How a key or chord is shown: "⌘↵" on a Mac, "Ctrl ↵" elsewhere. */
export function keyCaps(chord: string): string {
  return chord
    .split("+")
    .map(
      (part) => CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part),
    )
    .join(onMac ? "" : " ");
}

/** A chord in the form `aria-keyshortcuts` wants. */
export function ariaKeys(chord: string): string {
  return chord
    .replace("Mod", onMac ? "Meta" : "Control")
    .replace("Esc", "Escape");
}

/** Whether `target` takes typed text, where single letters belong to the text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.closest(
      '[contenteditable="true"], [contenteditable=""], textarea, select',
    )
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "range", "submit"].includes(target.type)
  );
}

/** Whether `target` is pressed by the space bar. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, summary, input, [role='switch'], [role='tab']") !==
      null
  );
}

/** Whether `event` is `chord`. Symbols such as "?" match by what they print, on any layout. */
export function matches(event: KeyboardEvent, chord: string): boolean {
  const parts = chord.split("+");
  const key = parts.at(-1) ?? "";
  const mod = onMac ? event.metaKey : event.ctrlKey;
  const otherMod = onMac ? event.ctrlKey : event.metaKey;
  if (
    mod !== parts.includes("Mod") ||
    otherMod ||
    event.altKey !== parts.includes("Alt")
  )
    return false;
  const letterOrDigit = /^[a-z0-9]$/i.test(key);
  const symbol = key === "Plus" || (key.length === 1 && !letterOrDigit);
  if (!symbol && event.shiftKey !== parts.includes("Shift")) return false;
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  if (key === "Esc") return event.key === "Escape";
  if (key === "Space") return event.key === " ";
  if (key === "Plus") return event.key === "+" || event.key === "=";
  if (!letterOrDigit) return false;
  // Alt changes what a key prints, and other scripts have no a-z: go by the key's place then.
  const place = /^[0-9]$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
  return (
    event.code === place && (event.altKey || !/^[\x20-\x7e]$/.test(event.key))
  );
}

export class KeyRegistry {
  #groups: (readonly Action[])[] = [];
  #blocks = 0;
  #update: (() => void) | undefined;
  readonly #subscribe = createSubscriber((update) => {
    this.#update = update;
    return () => (this.#update = undefined);
  });

  /** Adds actions until the returned function is called. Later ones win over earlier ones. */
  add(actions: readonly Action[]): () => void {
    this.#groups = [...this.#groups, actions];
    this.#update?.();
    return () => {
      this.#groups = this.#groups.filter((group) => group !== actions);
      this.#update?.();
    };
  }

  /** Turns all keys off while something modal is open, until the returned function is called. */
  block(): () => void {
    this.#blocks += 1;
    let open = true;
    return () => {
      if (open) this.#blocks -= 1;
      open = false;
    };
  }

  /** All actions there are now, in the order they were added. */
  get actions(): readonly Action[] {
    this.#subscribe();
    return this.#groups.flat();
  }

  /** What can be done at this moment. */
  get available(): readonly Action[] {
    return this.actions.filter((action) => action.enabled?.() ?? true);
  }

  /** Runs the action whose key `event` is; `true` when there was one. */
  handle(event: KeyboardEvent): boolean {
    if (this.#blocks > 0 || event.defaultPrevented || event.isComposing)
      return false;
    const inText = isTextField(event.target);
    // A focused control takes the space bar for itself.
    if (event.key === " " && isControl(event.target)) return false;
    for (const action of this.#groups.flat().reverse()) {
      if (action.sheetOnly || !(action.enabled?.() ?? true)) continue;
      const chord = action.keys.find((keys) => matches(event, keys));
      if (chord === undefined) continue;
      if (inText && !(action.inText ?? /^(Mod|Alt)\+/.test(chord))) continue;
      event.preventDefault();
      action.run();
      return true;
    }
    return false;
  }
}

/** The registry of this window. */
export const keys = new KeyRegistry();
