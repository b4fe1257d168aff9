import { asError, type CommandError } from "../ipc";

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly tone: "plain" | "error";
  readonly message: string;
  readonly action: ToastAction | null;
  /** A second thing to do. */
  readonly also: ToastAction | null;
  /** Seconds until it goes by itself; `null`: it stays until closed. */
  readonly secondsLeft: number | null;
}

export interface ToastInput {
  message: string;
  action?: ToastAction;
  also?: ToastAction;
  /** How long it stays; 5 s unless told. */
  seconds?: number;
}

/** The messages at the bottom of the window. Errors stay until they are closed. */
export class ToastState {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setInterval>>();

  /** Shows a message; the returned function takes it away early. */
  show({ message, action, also, seconds = 5 }: ToastInput): () => void {
    const id = this.#push({
      tone: "plain",
      message,
      action: action ?? null,
      also: also ?? null,
      secondsLeft: seconds,
    });
    this.#timers.set(
      id,
      setInterval(() => this.#tick(id), 1000),
    );
    return () => this.close(id);
  }

  /** Shows what went wrong; the same message is not shown twice. */
  error(problem: CommandError | string | unknown): void {
    const message = typeof problem === "string" ? problem : messageOf(problem);
    if (
      this.list.some(
        (toast) => toast.tone === "error" && toast.message === message,
      )
    )
      return;
    this.#push({
      tone: "error",
      message,
      action: null,
      also: null,
      secondsLeft: null,
    });
  }

  /** Runs one of the toast's actions and takes it away. */
  act(id: number, which: "action" | "also" = "action"): void {
    const toast = this.list.find((one) => one.id === id);
    this.close(id);
    toast?.[which]?.run();
  }

  close(id: number): void {
    clearInterval(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #push(toast: Omit<Toast, "id">): number {
    const id = this.#next++;
    this.list = [...this.list, { id, ...toast }];
    return id;
  }

  #tick(id: number): void {
    const toast = this.list.find((one) => one.id === id);
    const left = (toast?.secondsLeft ?? 1) - 1;
    if (left <= 0) return this.close(id);
    this.list = this.list.map((one) =>
      one.id === id ? { ...one, secondsLeft: left } : one,
    );
  }
}

function messageOf(problem: unknown): string {
  const has =
    typeof problem === "object" && problem !== null && "message" in problem;
  const message = has ? String(problem.message) : asError(problem).message;
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** The messages of this window. */
export const toasts = new ToastState();
