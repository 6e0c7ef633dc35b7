import type { Chat } from "./chat";
import { fill, h, iconButton } from "./dom";
import { icons } from "./icons";

export type Header = ReturnType<typeof createHeader>;

/** The panel's header: who answers, and the conversation's menu. */
export function createHeader(chat: Chat, close: () => void) {
  const { texts, host, more } = chat;
  const title = h("h2", { class: "title", id: "title" });
  const avatar = h("div", { class: "avatar", "aria-hidden": "true" });
  const subtitle = h("p", "subtitle");
  const compose = iconButton(icons.compose, texts.newConversation, () => more("startNew"));
  const options = iconButton(icons.more, texts.more, () => more("toggleMenu", options));
  options.ariaExpanded = "false";
  options.setAttribute("aria-controls", "menu");

  return {
    // Neutral: in a dialog a header would be one more banner of the page around it.
    element: h("header", { role: "none", class: "header" }, avatar, h("div", "who", title, subtitle), compose, options, iconButton(icons.close, texts.close, close, "close")),

    show(): void {
      const { name, aiNotice, appearance, hours } = host.view;
      fill(title, name);
      fill(subtitle, chat.conversation.state() === "human" ? hours?.text || texts.team : aiNotice ? texts.assistant : "");
      if (!avatar.firstChild) fill(avatar, [...name.trim()][0]!.toUpperCase());
      if (appearance.logo) drawLogo(host.base + appearance.logo).catch(() => {});
    },

    /** Whether there is a conversation to leave. */
    canLeave(value: boolean): void {
      compose.disabled = !value;
    },
  };

  /** Draws the logo on a canvas, so that the site's policy needs no source for images. */
  async function drawLogo(address: string): Promise<void> {
    const image = await createImageBitmap(await (await fetch(address, { credentials: "omit" })).blob());
    const { width, height } = image;
    const side = Math.max(width, height);
    const canvas = h("canvas", { width: "" + side, height: "" + side });
    canvas.getContext("2d")!.drawImage(image, (side - width) / 2, (side - height) / 2);
    fill(avatar, canvas);
  }
}
