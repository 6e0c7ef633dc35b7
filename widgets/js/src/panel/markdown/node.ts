/** A piece of text, or an element of the list that a reply may hold: what {@link MarkdownView} makes real. */
export type MarkdownNode = string | MarkdownElement;

export interface MarkdownElement {
  tag: "p" | "h3" | "pre" | "code" | "hr" | "blockquote" | "ol" | "ul" | "li" | "div" | "table" | "thead" | "tbody" | "tr" | "th" | "td"
    | "strong" | "em" | "del" | "a" | "br" | "img";
  attributes: Record<string, string | undefined>;
  children: MarkdownNode[];
}

export function node(tag: MarkdownElement["tag"], children: MarkdownNode[] = [], attributes: MarkdownElement["attributes"] = {}): MarkdownElement {
  return { tag, attributes, children };
}
