import type {
  CommandError,
  ImportFile,
  ImportKind,
  ImportPreview,
  ImportRequest,
  ImportResult,
  Progress,
} from "../../ipc";
import { commands, settled } from "../../ipc";

/** How alike the columns of the chosen tables are: only one set of them can be mapped. */
export type Mapping = "none" | "one" | "several";

/** An import on its way: what was chosen, what a dry run says, what became of it. */
export class ImportState {
  /** Files and folders, one a line. */
  paths = $state("");
  /** What the rows are; `null` leaves it to the guess. */
  kind = $state<ImportKind | null>(null);
  /** Whether rows without a state, and changes, are taken in as approved. */
  approve = $state(false);
  /** The dry run's answer for what is chosen now; `null` before, and after the choice changed. */
  preview = $state.raw<ImportPreview | null>(null);
  result = $state.raw<ImportResult | null>(null);
  error = $state.raw<CommandError | null>(null);
  doing = $state<"picking" | "checking" | "running" | null>(null);
  cancelling = $state(false);
  progress = $state.raw<Progress | null>(null);
  /** A field for each column, once the guess was changed. */
  #columns: (string | null)[] | null = null;
  /** Whether the choice changed since the dry run under way began: its answer is too late. */
  #again = false;
  #stale = false;

  readonly pathList = $derived(
    this.paths
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  );
  readonly #tables = $derived(
    (this.preview?.files ?? []).filter((file) => file.format === "csv"),
  );
  /** The table whose columns can be mapped. */
  readonly table = $derived<ImportFile | null>(
    this.mapping === "one" ? (this.#tables[0] ?? null) : null,
  );
  readonly canCheck = $derived(this.pathList.length > 0 && this.doing === null);
  readonly canRun = $derived(
    this.doing === null && this.preview !== null && this.preview.importable,
  );

  get mapping(): Mapping {
    const [first, ...others] = this.#tables.map((file) =>
      JSON.stringify(file.columns.map((column) => column.header)),
    );
    if (first === undefined) return "none";
    return others.every((other) => other === first) ? "one" : "several";
  }

  /** The paths were typed over: what was found out about the earlier ones no longer counts. */
  typed(paths: string): void {
    if (paths === this.paths) return;
    this.paths = paths;
    this.#columns = null;
    this.preview = null;
    this.error = null;
    if (this.doing !== "checking") return;
    this.#stale = true;
    void this.cancel();
  }

  /** Adds what the system's file chooser gives, and looks at it. */
  async pick(what: "files" | "folder"): Promise<void> {
    if (this.doing !== null) return;
    this.doing = "picking";
    const picked = await settled(commands.pickFiles(what === "folder"));
    this.doing = null;
    if (picked.status === "error") {
      this.error = picked.error;
      return;
    }
    const added = picked.data.filter((path) => !this.pathList.includes(path));
    if (added.length === 0) return;
    this.typed([...this.pathList, ...added].join("\n"));
    await this.check();
  }

  /** The dry run; another one follows when the choice changes meanwhile. */
  async check(): Promise<void> {
    if (this.pathList.length === 0 || this.doing === "running") return;
    this.#again = true;
    if (this.doing === "checking") return;
    this.doing = "checking";
    while (this.#again) {
      this.#again = false;
      this.#stale = false;
      this.progress = null;
      const answer = await settled(commands.previewImport(this.#request()));
      this.cancelling = false;
      if (this.#again || this.#stale) continue;
      this.error = answer.status === "error" ? answer.error : null;
      if (answer.status === "ok") this.preview = answer.data;
    }
    this.doing = null;
  }

  async chooseKind(kind: ImportKind | null): Promise<void> {
    this.kind = kind;
    this.#columns = null; // Another kind has other fields.
    await this.check();
  }

  async chooseApprove(approve: boolean): Promise<void> {
    this.approve = approve;
    await this.check();
  }

  /** Says which field the table's column at `index` holds; `null` leaves the column out. */
  async chooseColumn(index: number, field: string | null): Promise<void> {
    if (this.table === null) return;
    const columns =
      this.#columns ?? this.table.columns.map((column) => column.field);
    this.#columns = columns.map((known, at) => {
      if (at === index) return field;
      return known === field ? null : known; // A field comes from one column.
    });
    await this.check();
  }

  /** Takes everything in, or nothing. */
  async run(): Promise<void> {
    if (!this.canRun) return;
    this.doing = "running";
    this.progress = null;
    const answer = await settled(commands.runImport(this.#request()));
    this.doing = null;
    this.cancelling = false;
    this.error = answer.status === "error" ? answer.error : null;
    if (answer.status === "ok") this.result = answer.data;
  }

  /** Asks the running check or import to stop; its own answer says whether it did. */
  async cancel(): Promise<void> {
    if (this.doing !== "running" && this.doing !== "checking") return;
    this.cancelling = true;
    const answer = await settled(commands.cancelWork("import"));
    if (answer.status === "ok") return;
    this.cancelling = false;
    this.error = answer.error;
  }

  /** Takes note of how far the import is. */
  advance(progress: Progress): void {
    if (progress.task === "import" && this.doing !== null)
      this.progress = progress;
  }

  /** Begins another import. */
  again(): void {
    this.typed("");
    this.kind = null;
    this.approve = false;
    this.result = null;
    this.progress = null;
  }

  #request(): ImportRequest {
    return {
      paths: this.pathList,
      kind: this.kind,
      columns: this.#columns,
      approve: this.approve,
    };
  }
}
