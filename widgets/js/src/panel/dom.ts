import { icon } from "../common/icon";

type Attributes = Record<string, string | boolean | undefined | ((event: any) => unknown)>;

/**
 * Makes an element. Text is only ever set as text: no string is parsed as HTML anywhere in the widget. Only calls that pages
 * seldom patch are used.
 * @param attributes its classes, which are its parts for the site's own rules as well; or attributes and handlers.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes | string = "", ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (typeof attributes === "string") attributes = { class: attributes };
  attributes.part = attributes.class;
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === "function") (element as unknown as Record<string, unknown>)[name] = value;
    else if (value) element.setAttribute(name, value === true ? "" : value);
  return add(element, ...children);
}

export function add<T extends Node>(parent: T, ...children: (Node | string)[]): T {
  for (const child of children) parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  return parent;
}

export function fill<T extends Node>(parent: T, ...children: (Node | string)[]): T {
  parent.textContent = "";
  return add(parent, ...children);
}

export function drop(node: ChildNode | null | undefined): void {
  node?.parentNode?.removeChild(node);
}

/** An icon button with an accessible name. */
export function iconButton(path: string, name: string, onclick: () => unknown, kind = ""): HTMLButtonElement {
  return h("button", { type: "button", class: "icon " + kind, "aria-label": name, title: name, onclick }, icon(path));
}

/** A button with a text and an optional icon. */
export function textButton(text: string, onclick: () => unknown, kind = "", path?: string): HTMLButtonElement {
  return h("button", { type: "button", class: kind, onclick }, ...(path ? [icon(path)] : []), h("span", "", text));
}

/** Changes the icon and name of an icon button. */
export function refit(button: HTMLButtonElement, path: string, name: string): void {
  if (button.ariaLabel === name) return;
  button.ariaLabel = button.title = name;
  fill(button, icon(path));
}
