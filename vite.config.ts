import { existsSync, readdirSync, readFileSync } from "node:fs";
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

const hls = join(root, "node_modules/hls.js");

/** hls.js from its source, without what our films never need: three quarters of its weight. */
const hlsFlags = {
  __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(hls, "package.json"), "utf8")).version),
  __USE_ALT_AUDIO__: true,
  __USE_SUBTITLES__: true,
  __USE_CMCD__: false,
  __USE_CONTENT_STEERING__: false,
  __USE_EME_DRM__: false,
  __USE_IFRAMES__: false,
  __USE_INTERSTITIALS__: false,
  __USE_M2TS_ADVANCED_CODECS__: false,
  __USE_MEDIA_CAPABILITIES__: false,
  __USE_VARIABLE_SUBSTITUTION__: false,
  __IN_WORKER__: false,
  __HLS_WORKER_BUNDLE__: "undefined",
};

const aliases = [
  { find: "@core", replacement: join(root, "static/core/ts") },
  { find: /^hls\.js$/, replacement: join(hls, "src/hls.ts") },
  {
    find: /^\.\/controller\/(cmcd|content-steering|eme|iframe|interstitials)-controller$/,
    replacement: join(hls, "src/empty-es.js"),
  },
];

export default defineConfig(({ command }) => ({
  root,
  // Relative addresses in the build, so that the files may move to a CDN untouched.
  base: command === "serve" ? "/static/dist/" : "./",
  publicDir: false,
  define: hlsFlags,
  resolve: { alias: aliases },
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
