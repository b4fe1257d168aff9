// The one door to the desk: features import commands, events and types from here, never from Tauri.
import { getCurrentWindow } from "@tauri-apps/api/window";
import type { CommandError } from "./bindings";

/** A desk that does not answer must not keep the window open. */
const CLOSE_WITHIN_MS = 2000;

export { commands, events } from "./bindings";
export type * from "./bindings";
// Tauri has a `Channel` of its own, so the generated name is another.
export type { ChannelName as Channel } from "./bindings";

/** What every command answers. */
export type Result<T, E = CommandError> =
  { status: "ok"; data: T } | { status: "error"; error: E };

/** A refused or failed command, as an exception. */
export class DeskFailure extends Error {
  /** What the window may decide by; `message` is for people. */
  readonly code: CommandError["code"];

  constructor(error: CommandError) {
    super(error.message);
    this.name = "DeskFailure";
    this.code = error.code;
  }
}

/** The data of an answer; throws {@link DeskFailure} when the command failed. */
export async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await settled(answer);
  if (result.status === "error") throw new DeskFailure(result.error);
  return result.data;
}

/** The answer, with a broken bridge (a thrown `Error`) turned into an ordinary error. */
export async function settled<T>(
  answer: Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await answer;
  } catch (cause) {
    return { status: "error", error: asError(cause) };
  }
}

/** Any thrown thing as a command error, for showing. */
export function asError(cause: unknown): CommandError {
  if (cause instanceof DeskFailure)
    return { code: cause.code, message: cause.message };
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: "internal", message };
}

/**
 * Runs `finish` when the window is asked to close, and lets it close when that is done or after
 * {@link CLOSE_WITHIN_MS}; until the returned function is called.
 */
export function beforeClose(finish: () => Promise<void>): () => void {
  let stop = () => undefined as unknown;
  try {
    const asked = getCurrentWindow().onCloseRequested(async () => {
      const late = new Promise((done) => setTimeout(done, CLOSE_WITHIN_MS));
      await Promise.race([finish().catch(() => undefined), late]);
    });
    stop = () => asked.then((off) => off()).catch(() => undefined);
    void asked.catch(() => undefined);
  } catch {
    // Not in a window of ours, as in a browser: closing it asks nobody.
  }
  return () => void stop();
}

type Listen<T> = (cb: (event: { payload: T }) => void) => Promise<() => void>;

/** Calls `cb` with each payload until the returned function is called, even before the listener is up. */
export function listen<T>(
  event: { listen: Listen<T> },
  cb: (payload: T) => void,
): () => void {
  let stopped = false;
  const off = event.listen((e) => {
    if (!stopped) cb(e.payload);
  });
  return () => {
    stopped = true;
    void off.then((stop) => stop()).catch(() => undefined);
  };
}
