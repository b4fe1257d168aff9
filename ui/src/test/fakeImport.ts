// A pretended dry run of an import.

import type { ImportPreview, ImportRequest } from "../ipc";

/** A dry run that found something of everything. */
export function importPreview(
  request: ImportRequest,
  change: Partial<ImportPreview> = {},
): ImportPreview {
  const columns = [
    { header: "Name", field: "title", sample: "Refund after cancelling" },
    {
      header: "Reply text",
      field: "body",
      sample: "Refunds reach your account within 5 working days.",
    },
    { header: "Tags", field: "topics", sample: "billing; refunds" },
    { header: "Macro ID", field: null, sample: "360012" },
  ].map((column, index) => ({
    ...column,
    field: request.columns ? (request.columns[index] ?? null) : column.field,
  }));
  return {
    files: [
      {
        path: request.paths[0] ?? "",
        kind: request.kind ?? "answers",
        format: "csv",
        encoding: "Windows-1252",
        rows: 247,
        columns,
      },
    ],
    fieldChoices: [
      "id",
      "title",
      "body",
      "shortcut",
      "phrasings",
      "topics",
      "channels",
      "locale",
      "owner",
      "state",
    ],
    added: 31,
    changed: 4,
    unchanged: 212,
    openRevisions: request.approve ? 0 : 4,
    errors: 0,
    warnings: 2,
    problems: [
      {
        file: request.paths[0] ?? "",
        line: 14,
        severity: "warning",
        message: "the body is empty; the answer can be found but not inserted",
      },
      {
        file: request.paths[0] ?? "",
        line: 90,
        severity: "warning",
        message: '"english please" is no locale; write it like en, de or pt-BR',
      },
    ],
    nearDuplicates: [
      {
        left: "Refund after cancelling",
        right: "Refunds once you cancelled",
        similarity: 0.94,
      },
    ],
    nearDuplicateCount: 1,
    otherKeys: [{ name: "Macro ID", count: 247 }],
    importable: true,
    ...change,
  };
}
