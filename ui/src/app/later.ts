// What the first sight of the Desk does without: read once the Desk stands, or when it is asked for.
export { default as ImportDialog } from "../features/import/ImportDialog.svelte";
export { default as Library } from "../features/library/Library.svelte";
export { createLibraryState } from "../features/library/libraryState.svelte";
export { default as AboutDialog } from "../features/settings/AboutDialog.svelte";
export { default as SettingsDialog } from "../features/settings/SettingsDialog.svelte";
export { default as Voice } from "../features/voice/Voice.svelte";
export { createVoiceState } from "../features/voice/voiceState.svelte";
export { default as Palette } from "./Palette.svelte";
export { default as ShortcutSheet } from "./ShortcutSheet.svelte";
