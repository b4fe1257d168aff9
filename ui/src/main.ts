import "@fontsource-variable/inter/wght.css";
import { mount } from "svelte";
import "./app/tokens.css";
import "./app/base.css";
import App from "./app/App.svelte";

async function begin(): Promise<void> {
  if (__FAKE_DESK__) {
    const { installFakeDesk } = await import("./test/fakeWindow");
    installFakeDesk(new URLSearchParams(location.search));
  }
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void begin();
