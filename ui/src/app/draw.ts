import { mount } from "svelte";
import App from "./App.svelte";

/** Draws the window. */
export function draw(): void {
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}
