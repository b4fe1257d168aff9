import { commands, settled, type Result, type Start } from "../ipc";

let answer: Promise<Result<Start>> | null = null;

/** The opening of the home, asked for while the window's own code is still being read. */
export const begun = {
  /** Asks now. */
  early(): void {
    answer = settled(commands.start());
  },
  /** What was asked early, once; `null` when nothing was. */
  take(): Promise<Result<Start>> | null {
    const taken = answer;
    answer = null;
    return taken;
  },
};
