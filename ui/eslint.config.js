import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const features = ["desk", "library", "import", "settings", "voice"];

const tauri = {
  group: ["@tauri-apps/*"],
  message: "Only src/ipc talks to Tauri; import from src/ipc instead.",
};

/** A feature may use shared/, app/ messages and ipc/, never another feature. */
function apart(feature) {
  return {
    files: [`src/features/${feature}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            tauri,
            {
              regex: `^(\\.\\./)+(features/)?(${features.filter((name) => name !== feature).join("|")})/`,
              message:
                "Features do not import one another; the desk and the shell compose them.",
            },
          ],
        },
      ],
    },
  };
}

export default ts.config(
  { ignores: ["dist", "node_modules", "src/ipc/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, __FAKE_DESK__: "readonly" },
    },
    rules: {
      "no-console": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_" },
      ],
      "no-restricted-imports": ["error", { patterns: [tauri] }],
      "svelte/no-at-html-tags": "error",
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: {
        extraFileExtensions: [".svelte"],
        parser: ts.parser,
        svelteConfig,
      },
    },
  },
  ...features.map(apart),
  {
    files: ["src/ipc/**", "src/test/**", "src/**/*.test.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  { files: ["*.js", "*.ts"], languageOptions: { globals: globals.node } },
);
