// Bundles every test with what it tests, as the browser would get it, and hands them to Node's own runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), "widget-tests-"));
const entryPoints = readdirSync(here).filter((file) => file.endsWith(".test.ts")).map((file) => join(here, file));

buildSync({ entryPoints, outdir, bundle: true, platform: "node", format: "esm", outExtension: { ".js": ".mjs" }, sourcemap: "inline", logLevel: "warning" });
const files = readdirSync(outdir).filter((file) => file.endsWith(".mjs")).map((file) => join(outdir, file));
// An expression that steps back for ever can only be stopped from outside.
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit", timeout: 300_000 });
rmSync(outdir, { recursive: true });
process.exit(status ?? 1);
