/** As much of the DOM as the Markdown view needs, so that its tests need no browser. Siblings are linked: a million nodes stay quick. */
class FakeNode {
  parentNode: FakeElement | null = null;
  nextSibling: FakeNode | null = null;
  previousSibling: FakeNode | null = null;

  constructor(
    readonly nodeType: number,
    readonly nodeName: string,
  ) {}

  get parentElement(): FakeElement | null {
    return this.parentNode;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

class FakeText extends FakeNode {
  constructor(public nodeValue: string) {
    super(3, "#text");
  }

  appendData(more: string): void {
    this.nodeValue += more;
  }

  get data(): string {
    return this.nodeValue;
  }

  set data(text: string) {
    this.nodeValue = text;
  }

  get textContent(): string {
    return this.nodeValue;
  }
}

export class FakeElement extends FakeNode {
  firstChild: FakeNode | null = null;
  lastChild: FakeNode | null = null;
  private readonly attributes = new Map<string, string>();

  constructor(tag: string) {
    super(1, tag.toUpperCase());
  }

  get childNodes(): FakeNode[] {
    const nodes: FakeNode[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  get textContent(): string {
    return this.childNodes.map((node) => (node as FakeText | FakeElement).textContent).join("");
  }

  matches = (selector: string): boolean => [this.nodeName.toLowerCase(), this.firstChild ? "" : this.nodeName.toLowerCase() + ":empty"].includes(selector);

  get className(): string {
    return this.getAttribute("class") ?? "";
  }

  get href(): string | null {
    return this.getAttribute("href");
  }

  get start(): string | null {
    return this.getAttribute("start");
  }

  get dataset(): { src: string | undefined } {
    return { src: this.getAttribute("data-src") ?? undefined };
  }

  get src(): string {
    return this.getAttribute("src") ?? "";
  }

  set src(address: string) {
    this.setAttribute("src", address);
  }

  getAttribute = (name: string): string | null => this.attributes.get(name) ?? null;
  getAttributeNames = (): string[] => [...this.attributes.keys()];
  hasAttribute = (name: string): boolean => this.attributes.has(name);
  removeAttribute = (name: string): void => void this.attributes.delete(name);
  setAttribute = (name: string, value: string): void => void this.attributes.set(name, value);

  append(...nodes: (FakeNode | string)[]): void {
    for (const node of nodes) this.insert(typeof node === "string" ? new FakeText(node) : node, null);
  }

  /** Of elements with such a name. */
  querySelectorAll(tag: string): FakeElement[] {
    const elements = this.childNodes.filter((node) => node instanceof FakeElement);
    return elements.flatMap((element) => [...(element.matches(tag) ? [element] : []), ...element.querySelectorAll(tag)]);
  }

  /** Joins texts that stand side by side. */
  normalize(): void {
    for (let node = this.firstChild, next; node; node = next) {
      next = node.nextSibling;
      if (node instanceof FakeElement) node.normalize();
      else if (!(node as FakeText).data) node.remove();
      else if (next instanceof FakeText) {
        next.data = (node as FakeText).data + next.data;
        node.remove();
      }
    }
  }

  appendChild(node: FakeNode): FakeNode {
    this.insert(node, null);
    return node;
  }

  insertBefore(node: FakeNode, before: FakeNode | null): FakeNode {
    this.insert(node, before);
    return node;
  }

  removeChild(node: FakeNode): void {
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling;
    else this.firstChild = node.nextSibling;
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling;
    else this.lastChild = node.previousSibling;
    node.parentNode = node.previousSibling = node.nextSibling = null;
  }

  replaceChild(next: FakeNode, old: FakeNode): void {
    this.insert(next, old);
    this.removeChild(old);
  }

  replaceChildren(...nodes: FakeNode[]): void {
    while (this.firstChild) this.removeChild(this.firstChild);
    this.append(...nodes);
  }

  replaceWith(...nodes: FakeNode[]): void {
    for (const node of nodes) this.parentNode!.insert(node, this);
    this.remove();
  }

  private insert(node: FakeNode, before: FakeNode | null): void {
    node.remove();
    node.parentNode = this;
    node.nextSibling = before;
    node.previousSibling = before ? before.previousSibling : this.lastChild;
    if (node.previousSibling) node.previousSibling.nextSibling = node;
    else this.firstChild = node;
    if (before) before.previousSibling = node;
    else this.lastChild = node;
  }
}

/** Makes `document.createElement` work, and returns an element to draw into. */
export function fakeContainer(): Element {
  (globalThis as { document?: unknown }).document = { createElement: (tag: string) => new FakeElement(tag), createTextNode: (text: string) => new FakeText(text) };
  return new FakeElement("div") as unknown as Element;
}

const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** The children as HTML. Attributes that every link has are left out, to keep what is expected short. */
export function html(parent: Node): string {
  return (parent as unknown as FakeElement).childNodes
    .map((node) => {
      if (node instanceof FakeText) return escape(node.nodeValue);
      const element = node as FakeElement;
      const tag = element.nodeName.toLowerCase();
      const attributes = element
        .getAttributeNames()
        .filter((name) => !["part", "data-src", "target", "rel", "tabindex", "role", "aria-label", "scope"].includes(name))
        .map((name) => ` ${name}="${escape(element.getAttribute(name)!)}"`)
        .join("");
      return `<${tag}${attributes}>${html(element as unknown as Node)}</${tag}>`;
    })
    .join("");
}
