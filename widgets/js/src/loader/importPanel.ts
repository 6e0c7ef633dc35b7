import type { Host, Panel } from "../common/contract";

/** Replaced by the build: the panel's path on the server of this loader. */
declare const PANEL_PATH: string;

/** The page may have been open during a deployment; then a new loader knows the current panel. */
export function importPanel(base: string): Promise<{ mount(host: Host): Panel }> {
  return import(base + PANEL_PATH).catch(async () =>
    import(base + /\/widget\/panel[^"]+/.exec(await (await fetch(base + "/widget.js", { cache: "reload" })).text()) + "?" + Math.random()));
}
