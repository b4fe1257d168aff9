/** What can be opened under the reply. */
export type Panel = "findings" | "voice" | "split";

/** Which list is open under the reply; it stays open from one conversation to the next. */
export class PanelState {
  open = $state<Panel | null>(null);

  toggle(panel: Panel): void {
    this.open = this.open === panel ? null : panel;
  }
}

export const panels = new PanelState();
