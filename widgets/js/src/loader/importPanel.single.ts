import type { Host, Panel } from "../common/contract";
import { mount } from "../panel/panel";

/** In the single file, nothing is left to load. */
export async function importPanel(): Promise<{ mount(host: Host): Panel }> {
  return { mount };
}
