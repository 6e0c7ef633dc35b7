import type { Chat } from "../panel/chat";
import { fill, h } from "../panel/dom";

/** On a canvas, so that the site's policy needs no word about images. */
export async function drawLogo({ host }: Chat, avatar: HTMLElement): Promise<void> {
  const image = await createImageBitmap(await (await fetch(host.base + host.view.appearance.logo, { credentials: "omit" })).blob());
  const side = Math.max(image.width, image.height);
  const canvas = h("canvas", { width: "" + side, height: "" + side });
  canvas.getContext("2d")!.drawImage(image, (side - image.width) / 2, (side - image.height) / 2);
  fill(avatar, canvas);
}
