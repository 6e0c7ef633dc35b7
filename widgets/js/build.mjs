// Builds the widget into the web project's static files and, as single files, beside its sources; `--check` builds in memory,
// holds it to its budgets and compares what is committed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";
import { minify as squeeze } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const served = join(root, "IAfluence.Web/wwwroot");
const texts = join(root, "IAfluence.Web/WidgetApi/Texts");
const LOADER_BYTES = 2_000;
const TALK_BYTES = 14_000;
const ALL_BYTES = 20_300;
const target = ["es2022", "safari16.4"];

/**
 * Properties that only the panel and what it loads on use know of: they get short names, the same in both. None may be a name of the
 * browser's, of what goes over the wire or into storage, or of what the loader hands over (src/common), nor be reached by a string.
 */
const OWN = [
  "about", "added", "agent", "announce", "api", "arrived", "busy", "canLeave", "change", "changed", "cleared", "composer", "conversation", "explain", "expired",
  "focusAfterTap", "follow", "greet", "isBusy", "isOffline", "isStored", "isTransient", "leave", "newId", "notice", "problem", "recall", "reconsider", "removed",
  "restore", "retryAfter", "returned", "say", "saved", "seen", "setState", "toEnd", "visitor", "keep", "element", "store", "update", "ended", "rate", "load", "put",
  "lastEventId", "suggest",
];

/** A stylesheet is imported as its text. */
const css = (minify) => ({
  name: "css",
  setup(plugins) {
    plugins.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await stylesheet(path, minify), loader: "text" }));
  },
});

async function stylesheet(path, minify) {
  const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify, target });
  return code.trim();
}

/** What is loaded on use has the phrases of one language in it. */
const phrases = (locale) => ({
  name: "phrases",
  setup(plugins) {
    plugins.onResolve({ filter: /\/phrases\/fr\.json$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, dirname(path), locale + ".json") }));
  },
});

/** Where a module would be loaded on use, what takes it in instead. */
const single = {
  name: "single",
  setup(plugins) {
    plugins.onResolve({ filter: /\/(import(Panel|More)|phrases)$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path + ".single.ts") }));
  },
};

async function bundle(entry, { format = "esm", define = {}, minify = true, banner, plugins = [] }) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    absWorkingDir: here,
    bundle: true,
    minify,
    ...(minify && { mangleProps: new RegExp(`^(${OWN.join("|")})$`), mangleCache: Object.fromEntries(OWN.map((name, at) => [name, shortName(at)])) }),
    write: false,
    // A page in another encoding reads a script without one in its own; a module is always UTF-8.
    charset: format === "iife" ? "ascii" : "utf8",
    legalComments: "none",
    logLevel: "warning",
    format,
    target,
    define,
    banner: banner && !minify ? { js: banner } : {},
    tsconfig: join(here, "tsconfig.json"),
    plugins: [css(minify), ...plugins],
  });
  const [{ text }] = result.outputFiles;
  if (!minify) return text;
  const { code } = await squeeze(text, {
    ecma: 2022, module: format === "esm", compress: { passes: 3, lhs_constants: false }, format: { ascii_only: format === "iife", preamble: banner },
  });
  return code;
}

function shortName(at) {
  // Capitals first: variables have small letters, and the two compress better apart.
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return letters[at] ?? shortName(Math.floor(at / letters.length) - 1) + letters[at % letters.length];
}

function hashed(name, content) {
  return `${name}.${createHash("sha256").update(content).digest("hex").slice(0, 12)}.js`;
}

const size = (text) => brotliCompressSync(text).length;

const locales = readdirSync(texts).map((file) => file.replace(".json", ""));
const mores = await Promise.all(locales.map((locale) => bundle("more/more.ts", { plugins: [phrases(locale)] })));
const moreName = hashed("more.*", mores.join());
const panel = await bundle("panel/panel.ts", { define: { MORE_PATH: JSON.stringify(`/widget/${moreName}`) } });
const panelName = hashed("panel", panel);
const loader = await bundle("loader/loader.ts", { format: "iife", define: { PANEL_PATH: JSON.stringify(`/widget/${panelName}`) } });

// As sent: with the chatbot's configuration, without the line breaks of their files.
const sent = locales.map((locale) => JSON.stringify(JSON.parse(readFileSync(join(texts, locale + ".json"), "utf8"))));
const largest = (all) => Math.max(...all.map(size));
const sizes = { loader: size(loader), panel: size(panel), texts: largest(sent), more: largest(mores) };
const talk = sizes.loader + sizes.panel + sizes.texts;
console.log(Object.entries(sizes).map(([name, bytes]) => `${name} ${bytes} B`).join(", ") + `; to talk ${talk} B, all ${talk + sizes.more} B (brotli)`);
hold(loader.includes(`"/widget/${panelName}"`) && panel.includes(`"/widget/${moreName}"`), "A module's path is not a whole string where it is loaded.");
hold(sizes.loader <= LOADER_BYTES, `The loader is over its budget of ${LOADER_BYTES} B.`);
hold(talk <= TALK_BYTES, `What a conversation takes is over its budget of ${TALK_BYTES} B.`);
hold(talk + sizes.more <= ALL_BYTES, `The whole widget is over its budget of ${ALL_BYTES} B.`);

for (const file of ["contract", "wire"])
  for (const [, name] of readFileSync(join(here, `src/common/${file}.ts`), "utf8").matchAll(/^ +(?:readonly )?(\w+)\??[:(]/gm)) hold(!OWN.includes(name), `${name} is known outside: it must keep its name.`);

const files = new Map([
  [join(served, "widget.js"), loader],
  [join(served, "widget", panelName), panel],
  ...locales.map((locale, at) => [join(served, "widget", moreName.replace("*", locale)), mores[at]]),
  ...(await singleFiles()),
]);
const stale = readdirSync(join(served, "widget")).map((file) => join(served, "widget", file)).filter((file) => !files.has(file));

if (process.argv.includes("--check")) {
  for (const [path, content] of files)
    hold(existsSync(path) && readFileSync(path, "utf8") === content, `${relative(root, path)} is not what the sources build: npm run build.`);
  hold(!stale.length, `Built by older sources: ${stale.map((path) => relative(root, path)).join(", ")}`);
} else {
  stale.forEach((path) => rmSync(path));
  for (const [path, content] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** The whole widget in one file each, readable and not, for sites that serve it themselves (with data-host). */
async function singleFiles() {
  const banner = "/* IAfluence chat widget: see widgets/js/README.md. */";
  const sheets = await Promise.all(["launcher", "panel", "markdown", "more"].map((name) => stylesheet(join(here, `../css/${name}.css`), false)));
  const sheet = sheets.join("\n\n") + "\n";
  const script = (minify) => bundle("loader/loader.ts", { format: "iife", minify, banner, plugins: [single] });
  return [
    [join(here, "chatbot-widget.js"), await script(false)],
    [join(here, "chatbot-widget.min.js"), await script(true)],
    [join(here, "../css/chatbot-widget.css"), sheet],
    [join(here, "../css/chatbot-widget.min.css"), (await transform(sheet, { loader: "css", minify: true, target })).code],
  ];
}

function hold(condition, otherwise) {
  if (!condition) throw new Error(otherwise);
}
