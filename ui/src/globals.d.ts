/** True only in `vite --mode fake`; the pretended desk is left out of every other bundle. */
declare const __FAKE_DESK__: boolean;

declare module "@fontsource-variable/inter/wght.css";
