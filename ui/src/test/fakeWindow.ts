// The pretended desk of `vite --mode fake`, for looking at the window in a browser.
import { emit } from "@tauri-apps/api/event";
import { FakeDesk } from "./fakeDesk";
import { refusal } from "./fakeLibrary";
import { MESSAGES, longMessage, type FakeMessage } from "./fakeMessages";

/** `?many=100000`, `?long`, `?empty`, `?first`, `?fatal`, `?opening`, `?theme=dark`, `?scale=2`. */
export function installFakeDesk(params: URLSearchParams): FakeDesk {
  const many = Number(params.get("many") ?? 0);
  const messages = params.has("empty")
    ? []
    : many > 0
      ? Array.from({ length: many }, (_, index) => ({
          ...(MESSAGES[index % MESSAGES.length] as FakeMessage),
          due: index,
        }))
      : params.has("long")
        ? [
            { ...(MESSAGES[1] as FakeMessage), text: longMessage(1_000_000) },
            ...MESSAGES,
          ]
        : MESSAGES;
  const desk = new FakeDesk(messages);
  desk.started = !params.has("first");
  const theme = params.get("theme");
  if (theme === "dark" || theme === "light")
    desk.preferences = { ...desk.preferences, theme };
  desk.preferences = {
    ...desk.preferences,
    textScale: Number(params.get("scale") ?? 1),
  };
  if (params.has("fatal")) {
    desk.failing.set(
      "start",
      refusal(
        "newer",
        "the workspace in /home/lena/.local/share/antiphon was written by version 0.9 of Antiphon; this is 0.1",
      ),
    );
  }
  if (params.has("opening")) {
    desk.handlers["start"] = () => {
      setTimeout(
        () =>
          void emit("progress", {
            task: "index",
            done: 41_000,
            total: 100_000,
          }),
        50,
      );
      return new Promise(() => undefined);
    };
  }
  return desk.install();
}
