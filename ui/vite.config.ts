import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

// The window is served from the program itself: relative addresses, nothing from elsewhere.
// `--mode fake` starts with a pretended desk, for looking at the window in a browser.
export default defineConfig(({ mode }) => ({
  base: "./",
  clearScreen: false,
  plugins: [svelte(), svelteTesting()],
  server: { port: 5183, strictPort: true },
  define: { __FAKE_DESK__: JSON.stringify(mode === "fake") },
  build: {
    target: "safari16",
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
    // Whole rooms are drawn and checked for accessibility; a busy machine takes its time.
    testTimeout: 30_000,
  },
}));
