import type { Preferences } from "../ipc";

/** Whether the system asks for dark; follows it. */
class SystemTheme {
  dark = $state(false);

  constructor() {
    const query = matchMedia("(prefers-color-scheme: dark)");
    this.dark = query.matches;
    query.addEventListener("change", (event) => (this.dark = event.matches));
  }
}

const system = new SystemTheme();

/** Puts theme and text size on the document; to be called in an effect. */
export function applyLook({ theme, textScale }: Preferences): void {
  const root = document.documentElement;
  root.dataset["theme"] =
    theme === "system" ? (system.dark ? "dark" : "light") : theme;
  root.style.setProperty(
    "--text-scale",
    String(Math.min(2, Math.max(1, textScale))),
  );
}
