import type { Texts } from "./texts";

/** The answer of `GET /widget/v1/chatbots/{key}`. */
export interface ChatbotView {
  name: string;
  greeting: string | null;
  locale: string;
  direction: "ltr" | "rtl";
  suggestions: string[];
  appearance: Appearance;
  limits: { messageCharacters: number };
  aiNotice: string | null;
  /** `versions`: those of every language; having agreed to one of them is enough. */
  consent: { version: string; versions?: string[]; text: string; policyUrl: string | null } | null;
  contact: ContactForm | null;
  handover: boolean;
  hours: { open: boolean; text: string } | null;
  invitation: { text: string; afterSeconds: number | null; onLeave: boolean; pages: string } | null;
  /** A regular expression for the paths of the pages where it shows. */
  pages: string;
  images: boolean;
  texts: Texts;
}

export interface Appearance {
  /** Values of the stylesheet's variables. */
  sizes: Record<"size" | "panel" | "radius", string>;
  light: Colors;
  dark: Colors;
  side: "right" | "left";
  theme: "auto" | "light" | "dark";
  launcherLabel: string | null;
  launcher: "round" | "square" | "bar";
  font: "system" | "host";
  logo: string | null;
  css: string | null;
  brand: boolean;
}

/** The chatbot's colour, black or white on it, and what is near enough to it to be read on the panel. */
export interface Colors {
  brand: string;
  onBrand: string;
  accent: string;
}

export interface ContactForm {
  name: FieldUse;
  email: FieldUse;
  phone: FieldUse;
  text: string | null;
}

export type FieldUse = "off" | "optional" | "required";

/** What the loader hands to the panel, once, when a visitor shows interest. A loader may be older than its panel: names here stay. */
export interface Host {
  /** The address of the server, without a slash at its end. */
  base: string;
  key: string;
  /** The options of the script's tag. */
  data: DOMStringMap;
  root: ShadowRoot;
  frame: HTMLElement;
  launcher: HTMLButtonElement;
  view: ChatbotView;
  /** What the page says of its visitor; with a `jwt`, that and nothing else counts. */
  identity?: Record<string, string>;
  /** Asks for the chatbot's configuration anew. */
  read(): Promise<ChatbotView>;
  emit(event: WidgetEvent, detail?: unknown): void;
  /** Follows the theme of the page and the device. */
  paint(): void;
}

export interface Panel {
  readonly isOpen: boolean;
  /** @param focus whether the visitor asked for it; otherwise the focus stays where it is. */
  open(focus: boolean): void;
  close(): void;
  ask(text: string): void;
}

export type WidgetEvent = "ready" | "open" | "close" | "message" | "reply" | "error" | "contact" | "handover";
