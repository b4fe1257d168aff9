import { beforeEach, describe, expect, it } from "vitest";
import type { ImportPreview, ImportRequest } from "../../ipc";
import { answering, FakeLibrary, held, refusal } from "../../test/fakeLibrary";
import { importPreview } from "../../test/fakeImport";
import { ImportState } from "./importState.svelte";

let requests: ImportRequest[];
let handlers: Record<string, (args: never) => unknown>;
let state: ImportState;

beforeEach(() => {
  requests = [];
  handlers = {
    ...new FakeLibrary([]).handlers,
    preview_import: ({ request }: { request: ImportRequest }) => {
      requests.push(request);
      return importPreview(request);
    },
  };
  answering(handlers);
  state = new ImportState();
});

describe("ImportState", () => {
  it("looks at typed paths before anything is taken in", async () => {
    state.typed(" /data/a.csv \n\n/data/b.csv\n");
    expect(state.canRun).toBe(false);
    await state.check();
    expect(requests[0]).toEqual({
      paths: ["/data/a.csv", "/data/b.csv"],
      kind: null,
      columns: null,
      approve: false,
    });
    expect(state.canRun).toBe(true);
  });

  it("adds picked files once and looks at them", async () => {
    await state.pick("files");
    await state.pick("folder");
    await state.pick("files");
    expect(state.pathList).toEqual(["/data/answers.csv", "/data/answers"]);
    expect(requests).toHaveLength(2);
  });

  it("looks again when a column means something else, and a field comes from one column", async () => {
    state.typed("/data/a.csv");
    await state.check();
    await state.chooseColumn(3, "title");
    expect(requests[1]?.columns).toEqual([null, "body", "topics", "title"]);
    expect(state.table?.columns[3]?.field).toBe("title");
    await state.chooseColumn(2, null);
    expect(requests[2]?.columns).toEqual([null, "body", null, "title"]);
  });

  it("forgets what was found out when other paths are typed", async () => {
    state.typed("/data/a.csv");
    await state.check();
    state.typed("/data/b.csv");
    expect(state.preview).toBeNull();
    expect(state.canRun).toBe(false);
  });

  it("shows the dry run of the latest choice only", async () => {
    const slow = held<ImportPreview>();
    answering({
      ...handlers,
      preview_import: ({ request }: { request: ImportRequest }) =>
        request.approve ? importPreview(request, { added: 7 }) : slow.promise,
    });
    state.typed("/data/a.csv");
    const first = state.check();
    void state.chooseApprove(true);
    slow.resolve(
      importPreview({ paths: [], kind: null, columns: null, approve: false }),
    );
    await first;
    expect(state.preview?.added).toBe(7);
    expect(state.doing).toBeNull();
  });

  it("shows nothing of files that were typed over while they were looked at", async () => {
    const slow = held<ImportPreview>();
    answering({ ...handlers, preview_import: () => slow.promise });
    state.typed("/data/a.csv");
    const checking = state.check();
    state.typed("/data/b.csv");
    slow.resolve(
      importPreview({ paths: [], kind: null, columns: null, approve: false }),
    );
    await checking;
    expect(state.preview).toBeNull();
    expect(state.canCheck).toBe(true);
  });

  it("takes in what was looked at and shows what became of it", async () => {
    state.typed("/data/a.csv");
    await state.check();
    await state.run();
    expect(state.result).toEqual({ added: 31, changed: 4, unchanged: 212 });
  });

  it("keeps every choice when the import fails or is stopped", async () => {
    answering({
      ...handlers,
      run_import: () => {
        throw refusal("cancelled", "the import was cancelled");
      },
    });
    state.typed("/data/a.csv");
    await state.chooseApprove(true);
    await state.run();
    expect(state.error?.code).toBe("cancelled");
    expect(state.result).toBeNull();
    expect(state.approve).toBe(true);
    expect(state.canRun).toBe(true);
  });

  it("counts only its own progress", async () => {
    const slow = held<null>();
    answering({ ...handlers, run_import: () => slow.promise });
    state.typed("/data/a.csv");
    await state.check();
    const running = state.run();
    state.advance({ task: "index", done: 1, total: 2 });
    expect(state.progress).toBeNull();
    state.advance({ task: "import", done: 10, total: 20 });
    expect(state.progress?.done).toBe(10);
    slow.resolve(null);
    await running;
  });
});
