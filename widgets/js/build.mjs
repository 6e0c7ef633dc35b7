// Builds the widget into the web project's static files; `--check` builds in memory and only holds it to its budgets.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "../../IAfluence.Web/wwwroot");
const LOADER_BYTES = 3_000;
const TOTAL_BYTES = 20_000;
const target = ["es2022", "safari16.4"];

/** A stylesheet is imported as its minified text. */
const css = {
  name: "css",
  setup(plugins) {
    plugins.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

async function bundle(entry, format, define = {}) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    write: false,
    // A page in another encoding reads a script without one in its own; a module is always UTF-8.
    charset: format === "iife" ? "ascii" : "utf8",
    legalComments: "none",
    logLevel: "warning",
    format,
    target,
    define,
    tsconfig: join(here, "tsconfig.json"),
    plugins: [css],
  });
  return result.outputFiles[0].text;
}

const panel = await bundle("panel/panel.ts", "esm");
const name = `panel.${createHash("sha256").update(panel).digest("hex").slice(0, 12)}.js`;
const loader = await bundle("loader/loader.ts", "iife", { PANEL_PATH: JSON.stringify(`/widget/${name}`) });

const loaderBytes = brotliCompressSync(loader).length;
const panelBytes = brotliCompressSync(panel).length;
console.log(`loader ${loaderBytes} B, panel ${panelBytes} B, together ${loaderBytes + panelBytes} B (brotli)`);
if (!loader.includes(`"/widget/${name}"`)) throw new Error("The panel's path is not a whole string in the loader.");
if (loaderBytes > LOADER_BYTES) throw new Error(`The loader is over its budget of ${LOADER_BYTES} B.`);
if (loaderBytes + panelBytes > TOTAL_BYTES) throw new Error(`The widget is over its budget of ${TOTAL_BYTES} B.`);

if (!process.argv.includes("--check")) {
  const folder = join(output, "widget");
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (/^panel\..*\.js$/.test(file)) rmSync(join(folder, file));
  writeFileSync(join(folder, name), panel);
  writeFileSync(join(output, "widget.js"), loader);
}
