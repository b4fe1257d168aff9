import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ImportRequest } from "../../ipc";
import { accessibilityFaults } from "../../test/accessibility";
import { importPreview } from "../../test/fakeImport";
import {
  answering,
  FakeLibrary,
  type Handlers,
  refusal,
} from "../../test/fakeLibrary";
import ImportDialog from "./ImportDialog.svelte";

let handlers: Handlers;
let ran: ImportRequest[];
const onclose = vi.fn();
const onimported = vi.fn();

beforeEach(() => {
  onclose.mockClear();
  onimported.mockClear();
  ran = [];
  handlers = {
    ...new FakeLibrary([]).handlers,
    run_import: ({ request }: { request: ImportRequest }) => {
      ran.push(request);
      return { added: 31, changed: 4, unchanged: 212 };
    },
  };
});

/** The dialog after the dry run of a typed path. */
async function checked() {
  const user = userEvent.setup();
  answering(handlers);
  render(ImportDialog, { onclose, onimported });
  const paths = screen.getByTestId("import-paths");
  await user.clear(paths);
  await user.type(paths, "/data/answers.csv");
  await user.click(screen.getByTestId("import-preview"));
  await screen.findByTestId("import-counts");
  return user;
}

describe("the import dialog", () => {
  it("shows first what would happen, row by row", async () => {
    await checked();
    expect(ran, "nothing is taken in by looking").toHaveLength(0);
    const counts = screen.getByTestId("import-counts");
    expect(counts.textContent).toMatch(/new\s*31/);
    const [problem] = screen.getAllByTestId("import-problem");
    expect(problem?.textContent).toContain("answers.csv:14");
    expect(screen.getByText(/All or nothing/)).toBeTruthy();
  });

  it("takes in what was chosen: kind, columns, approved", async () => {
    const user = await checked();
    await user.selectOptions(screen.getByTestId("import-kind"), "answers");
    await user.click(screen.getByTestId("import-approve"));
    await user.selectOptions(
      screen.getByLabelText("Read Macro ID as"),
      "shortcut",
    );
    await user.click(screen.getByTestId("import-run"));
    const done = await screen.findByTestId("import-done");
    expect(done.textContent).toContain("31 new, 4 changed, 212 unchanged.");
    expect(ran).toEqual([
      {
        paths: ["/data/answers.csv"],
        kind: "answers",
        columns: ["title", "body", "topics", "shortcut"],
        approve: true,
      },
    ]);
    expect(onimported).toHaveBeenCalledOnce();
  });

  it("takes nothing in while there are errors", async () => {
    handlers["preview_import"] = ({ request }: { request: ImportRequest }) =>
      importPreview(request, { errors: 2, importable: false });
    await checked();
    expect(screen.getByTestId("import-run")).toHaveProperty("disabled", true);
    expect(screen.getByText(/2 errors must be put right/)).toBeTruthy();
  });

  it("can be cancelled, keeps every choice, and cannot be closed on the way", async () => {
    let stop: (reason: unknown) => void = () => undefined;
    handlers["run_import"] = () => new Promise((_, reject) => (stop = reject));
    handlers["cancel_work"] = () => stop(refusal("cancelled", "cancelled"));
    const user = await checked();
    await user.click(screen.getByTestId("import-run"));
    const cancel = await screen.findByTestId("import-cancel");
    await user.keyboard("{Escape}");
    expect(onclose).not.toHaveBeenCalled();
    await user.click(cancel);
    await waitFor(() =>
      expect(screen.getByTestId("import-error").textContent).toContain(
        "Cancelled: nothing was taken in.",
      ),
    );
    expect(screen.getByTestId("import-counts")).toBeTruthy();
  });

  it("keeps the paths that were typed when reading them fails", async () => {
    const user = userEvent.setup();
    handlers["preview_import"] = () => {
      throw refusal("not_found", "there is no file /data/answers.csv");
    };
    answering(handlers);
    render(ImportDialog, { onclose, onimported });
    const paths = screen.getByTestId<HTMLTextAreaElement>("import-paths");
    await user.clear(paths);
    await user.type(paths, "/data/answers.csv");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const error = await screen.findByTestId("import-error");
    expect(error.textContent).toContain("There is no file /data/answers.csv.");
    expect(paths.value).toBe("/data/answers.csv");
  });

  it("is free of accessibility faults", async () => {
    await checked();
    expect(await accessibilityFaults()).toEqual([]);
    const dialog = screen.getByRole("dialog", { name: "Import" });
    expect(within(dialog).getAllByRole("table")).toHaveLength(2);
  });
});
