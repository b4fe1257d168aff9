const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

/** The elements in `root` that Tab reaches, in order. */
export function focusable(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && !element.closest("[inert]"),
  );
}

/**
 * Keeps Tab inside `root`, starting behind its header (the close button is nobody's first wish), and gives the focus back to where it was when `root` goes away.
 */
export function focusTrap(root: HTMLElement): () => void {
  const before = document.activeElement;
  const first =
    root.querySelector<HTMLElement>("[autofocus]") ??
    focusable(root).find((element) => !element.closest("header")) ??
    root;
  first.focus();
  function onkeydown(event: KeyboardEvent) {
    if (event.key !== "Tab") return;
    const all = focusable(root);
    const start = all[0] ?? root;
    const end = all.at(-1) ?? root;
    const active = document.activeElement;
    if (event.shiftKey ? active === start || active === root : active === end) {
      event.preventDefault();
      (event.shiftKey ? end : start).focus();
    }
  }
  root.addEventListener("keydown", onkeydown);
  return () => {
    root.removeEventListener("keydown", onkeydown);
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
