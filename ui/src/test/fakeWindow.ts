// The pretended desk of `vite --mode fake`, for looking at the window in a browser.
import { emit } from "@tauri-apps/api/event";
import { FakeDesk } from "./fakeDesk";
import { FakeGuide } from "./fakeGuide";
import { manyRules } from "./fakeGuideRules";
import { refusal } from "./fakeLibrary";
import { MESSAGES, longMessage, type FakeMessage } from "./fakeMessages";

/** `?many=100000`, `?long`, `?empty`, `?first`, `?fatal`, `?opening`, `?theme=dark`, `?scale=2`; the voice guide: `?rules=300`, `?open`, `?team`, `?slow`. */
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
  const rules = Number(params.get("rules") ?? 0);
  if (rules > 0) {
    const guide = new FakeGuide(manyRules(rules), () => desk.answers);
    Object.assign(desk.handlers, guide.handlers);
  }
  if (params.has("open"))
    desk.guide.overtake({ names: ["Northlight", "Fibre 150", "Fibre 500"] });
  desk.solo = !params.has("team");
  if (params.has("slow")) desk.guide.stepMs = 400;
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
