import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;

function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(extension) && !name.endsWith(".d.ts"))
    .map((name) => `${folder}/${name}`);
}

/** One entry per page kind: static/<app>/ts/entries/*.ts and static/<app>/css/*.css. */
function entries(): string[] {
  return readdirSync(join(root, "static"))
    .filter((app) => app !== "dist")
    .flatMap((app) => [
      ...filesIn(`static/${app}/ts/entries`, ".ts"),
      ...filesIn(`static/${app}/css`, ".css"),
    ])
    .sort();
}

export default defineConfig(({ command }) => ({
  root,
  // Relative addresses in the build, so that the files may move to a CDN untouched.
  base: command === "serve" ? "/static/dist/" : "./",
  publicDir: false,
  resolve: { alias: { "@core": join(root, "static/core/ts") } },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    outDir: "static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    // The content security policy forbids data: fonts and scripts.
    assetsInlineLimit: 0,
    target: ["chrome123", "edge123", "firefox128", "safari17.5"],
    // Inlined by the browser's own loader; the polyfill is not needed by these targets.
    modulePreload: { polyfill: false },
    rollupOptions: { input: entries() },
  },
}));
