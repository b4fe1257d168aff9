/** Puts `text`, which `element` shows, on the clipboard; `false` when the window may not. */
export async function copyText(
  text: string,
  element: HTMLElement | undefined,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without the right to write, the text is at least selected for copying by hand.
    if (element) getSelection()?.selectAllChildren(element);
    return false;
  }
}
