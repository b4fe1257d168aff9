// The one door to the desk: features import commands, events and types from here, never from Tauri.
import type { CommandError } from "./bindings";

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
