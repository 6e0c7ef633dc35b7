import type { Host, Panel } from "../common/contract";
import { mount } from "../panel/panel";

/** The single-file build has nothing to load. */
export async function importPanel(): Promise<{ mount(host: Host): Panel }> {
  return { mount };
}
