import { icon } from "../common/icon";
import { h } from "./dom";

/** A button that shows an icon and is named by a text. */
export function iconButton(path: string, name: string, onClick: () => void, kind = ""): HTMLButtonElement {
  const button = h("button", { type: "button", class: `icon ${kind}`.trim(), "aria-label": name, title: name }, icon(path));
  button.addEventListener("click", onClick);
  return button;
}

/** A button with words on it, and perhaps an icon before them. */
export function textButton(text: string, onClick: () => void, kind = "", path?: string): HTMLButtonElement {
  const button = h("button", { type: "button", class: kind || undefined }, ...(path ? [icon(path)] : []), h("span", {}, text));
  button.addEventListener("click", onClick);
  return button;
}

/** Gives an icon button another face and name. */
export function refit(button: HTMLButtonElement, path: string, name: string): void {
  if (button.ariaLabel === name) return;
  button.ariaLabel = button.title = name;
  button.replaceChildren(icon(path));
}
