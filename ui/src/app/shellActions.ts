// What can be done from everywhere: rooms, palette, settings, look.
import type { Action } from "../shared/keys";
import { rooms } from "../shared/roomState.svelte";
import { session } from "../shared/sessionState.svelte";
import { shell } from "./messages/shell";

/** The dialogs of the window. */
export type Opening = "palette" | "sheet" | "settings" | "import" | "about";

const STEP = 0.1;

function scaleBy(by: number): void {
  const scale = Math.round((session.preferences.textScale + by) * 10) / 10;
  session.prefer({ textScale: Math.min(2, Math.max(1, scale)) });
}

export function shellActions(open: (what: Opening) => void): Action[] {
  const group = shell.group;
  const { actions } = shell;
  return [
    {
      id: "palette",
      label: actions.palette,
      group,
      keys: ["Mod+K"],
      run: () => open("palette"),
    },
    {
      id: "room-desk",
      label: actions.desk,
      group,
      keys: ["Mod+1"],
      run: () => rooms.open("desk"),
    },
    {
      id: "room-library",
      label: actions.library,
      group,
      keys: ["Mod+2"],
      run: () => rooms.open("library"),
    },
    {
      id: "room-voice",
      label: actions.voice,
      group,
      keys: ["Mod+4"],
      run: () => rooms.open("voice"),
    },
    {
      id: "import",
      label: actions.import,
      group,
      keys: ["Mod+I"],
      run: () => open("import"),
    },
    {
      id: "settings",
      label: actions.settings,
      group,
      keys: ["Mod+,"],
      run: () => open("settings"),
    },
    {
      id: "sheet",
      label: actions.sheet,
      group,
      keys: ["?"],
      run: () => open("sheet"),
    },
    {
      id: "theme-light",
      label: actions.themeLight,
      group,
      keys: [],
      run: () => session.prefer({ theme: "light" }),
    },
    {
      id: "theme-dark",
      label: actions.themeDark,
      group,
      keys: [],
      run: () => session.prefer({ theme: "dark" }),
    },
    {
      id: "theme-system",
      label: actions.themeSystem,
      group,
      keys: [],
      run: () => session.prefer({ theme: "system" }),
    },
    {
      id: "larger",
      label: actions.larger,
      group,
      keys: ["Mod+Plus"],
      run: () => scaleBy(STEP),
    },
    {
      id: "smaller",
      label: actions.smaller,
      group,
      keys: ["Mod+-"],
      run: () => scaleBy(-STEP),
    },
    {
      id: "normal",
      label: actions.normal,
      group,
      keys: ["Mod+0"],
      run: () => session.prefer({ textScale: 1 }),
    },
    {
      id: "about",
      label: actions.about,
      group,
      keys: [],
      run: () => open("about"),
    },
  ];
}
