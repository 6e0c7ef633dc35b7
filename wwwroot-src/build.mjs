// Builds the admin's assets into IAfluence.Web/wwwroot. Same inputs, same bytes: versions are exact and nothing depends on time or machine.
//   node build.mjs           writes
//   node build.mjs --check   writes nothing, fails where the committed files differ
import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import esbuild from 'esbuild';
import postcss from 'postcss';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const wwwroot = join(here, '../IAfluence.Web/wwwroot');
const modules = join(here, 'node_modules');
const maxStylesheetBytes = 25_000; // brotli
const maxScriptBytes = 6_000; // brotli

// Variants of the kit that no page of ours uses. Its Sass loops over them unconditionally, so they are taken out afterwards.
const unusedColors = 'muted|light|dark|gray|gray-dark|x|blue|azure|indigo|purple|pink|red|orange|yellow|lime|green|teal|cyan|facebook|secondary|info';
const unused = [
  new RegExp(`\\.(alert|btn|btn-outline|btn-ghost|status|table|text|bg)-(${unusedColors.replace('|secondary|info', '')})\\b`),
  /\.form-floating|\.form-range|\.btn-floating|\.btn-animate|\.card-(stamp|cover|rotate|group|img|tabs|progress|stacked|inactive|active|btn|code|chart|avatar|gradient|ribbon|options|link|list-group|header-tabs|header-pills|status)\b/,
  /\.(display-\d|lead|initialism|btn-(xl|pill|square|action|actions|animate-icon|loading)|list-inline|blockquote|chat-|theme-dark|layout-(fluid|boxed)|navbar|img-(dark|light)|hide-theme)/,
  /\.(was-validated|is-valid\b|valid-(feedback|tooltip))|\[data-theme=|\[dir=rtl\]/,
];

function withoutUnused(css) {
  const root = postcss.parse(css);
  root.walkRules(rule => {
    const kept = rule.selectors.filter(selector => !unused.some(pattern => pattern.test(selector)));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  root.walkAtRules(at => {
    if (at.nodes && at.nodes.length === 0) at.remove();
  });
  return root.toString();
}

function withoutUnreadProperties(css) {
  const root = postcss.parse(css);
  for (let removed = 1; removed > 0; ) {
    const text = root.toString();
    removed = 0;
    root.walkDecls(/^--/, declaration => {
      if (text.includes(`var(${declaration.prop})`) || text.includes(`var(${declaration.prop},`)) return;
      declaration.remove();
      removed++;
    });
  }
  root.walkRules(rule => {
    if (rule.nodes.length === 0) rule.remove();
  });
  return root.toString();
}

function stylesheet() {
  const { css } = sass.compile(join(here, 'styles/admin.scss'), {
    loadPaths: [modules],
    style: 'compressed',
    charset: false,
    quietDeps: true,
    logger: sass.Logger.silent,
  });
  const small = withoutUnreadProperties(withoutUnused(css));
  const { code } = esbuild.transformSync(small, { loader: 'css', minify: true, charset: 'utf8', legalComments: 'none' });
  return `/* IAfluence. Includes parts of Tabler 1.6 and Bootstrap 5.3 (MIT). Built from wwwroot-src. */\n${code}`;
}

function script() {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [join(here, 'scripts/admin.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
  });
  return outputFiles[0].text;
}

// Each line of icons/list.txt is "name = tabler-icon"; icons drawn by us lie beside it as SVG files.
function sprite() {
  const symbols = [];
  for (const line of readFileSync(join(here, 'icons/list.txt'), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [name, source] = line.split('=').map(part => part.trim());
    const svg = readFileSync(join(modules, '@tabler/icons/icons/outline', `${source}.svg`), 'utf8');
    const body = svg
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace('</svg>', '')
      .replace(/\s*\n\s*/g, '');
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons (MIT) -->\n${symbols.join('\n')}\n</svg>\n`;
}

const demo = name => esbuild.transformSync(readFileSync(join(here, 'scripts', name), 'utf8'), { minify: true, target: 'es2022', charset: 'utf8' }).code;

const outputs = new Map([
  ['css/admin.css', stylesheet()],
  ['js/admin.js', script()],
  ['js/demo.js', demo('demo.js')],
  ['img/icons.svg', sprite()],
]);

// Libraries are copied unmodified; libman.json declares them, a test holds both together by hash.
const copies = new Map([
  ['lib/htmx/htmx.min.js', 'htmx.org/dist/htmx.min.js'],
  ['lib/apexcharts/apexcharts.min.js', 'apexcharts/dist/apexcharts.min.js'],
  ['lib/inter/inter-latin-wght-normal.woff2', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
]);

const check = process.argv.includes('--check');
let failed = false;

function budget(name, limit) {
  const size = brotliCompressSync(outputs.get(name)).length;
  console.log(`${name}: ${size} bytes brotli of ${limit}`);
  if (size <= limit) return;
  console.error(`${name} is over its budget.`);
  failed = true;
}

function put(name, content) {
  const path = join(wwwroot, name);
  const same = existsSync(path) && Buffer.compare(readFileSync(path), Buffer.from(content)) === 0;
  if (same) return;
  if (check) {
    console.error(`${name} is not what the sources build: run npm run build.`);
    failed = true;
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`wrote ${name}`);
}

budget('css/admin.css', maxStylesheetBytes);
budget('js/admin.js', maxScriptBytes);
for (const [name, content] of outputs) put(name, content);
for (const [name, source] of copies) put(name, readFileSync(join(modules, source)));
process.exitCode = failed ? 1 : 0;
