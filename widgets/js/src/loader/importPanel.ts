import type { Host, Panel } from "../common/contract";

/** Put in by the build: the panel's address on the server that serves this loader. */
declare const PANEL_PATH: string;

/** The page may have been open during a deployment: a fresh loader knows the panel that is there now. */
export function importPanel(base: string): Promise<{ mount(host: Host): Panel }> {
  return import(base + PANEL_PATH).catch(async () =>
    import(base + /\/widget\/panel[^"]+/.exec(await (await fetch(base + "/widget.js", { cache: "reload" })).text()) + "?" + Math.random()));
}
