/** The rooms there are. */
export type Room = "desk" | "library" | "voice";

/** What another room is asked to do when it opens. */
export type LibraryRequest =
  | { kind: "show"; id: string }
  /** Open the editor on a new answer; `text` is a customer's message it should answer. */
  | { kind: "create"; text: string };

/** Which room is open, and what it was asked for. */
export class RoomState {
  current = $state<Room>("desk");
  /** Read and taken by the library once it is shown. */
  libraryRequest = $state.raw<LibraryRequest | null>(null);

  /** The conversation to show, read and taken by the desk once it is shown. */
  deskRequest = $state.raw<string | null>(null);

  open(room: Room): void {
    this.current = room;
  }

  /** Opens the library on an answer or a new one. */
  askLibrary(request: LibraryRequest): void {
    this.libraryRequest = request;
    this.current = "library";
  }

  /** Opens the desk on a conversation. */
  askDesk(conversation: string): void {
    this.deskRequest = conversation;
    this.current = "desk";
  }

  /** The conversation that was asked for, once. */
  takeDeskRequest(): string | null {
    const request = this.deskRequest;
    if (request !== null) this.deskRequest = null;
    return request;
  }

  /** The request, once: the one who takes it does it. */
  takeLibraryRequest(): LibraryRequest | null {
    const request = this.libraryRequest;
    if (request) this.libraryRequest = null;
    return request;
  }
}

export const rooms = new RoomState();
