import "@fontsource-variable/inter/wght.css";
import "./app/tokens.css";
import "./app/base.css";
import { begun } from "./shared/begun";

async function begin(): Promise<void> {
  if (__FAKE_DESK__) {
    const { installFakeDesk } = await import("./test/fakeWindow");
    installFakeDesk(new URLSearchParams(location.search));
  }
  // The desk opens the home while the window reads its own code.
  begun.early();
  const { draw } = await import("./app/draw");
  draw();
}

void begin();
