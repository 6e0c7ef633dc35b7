import type { Texts } from "./texts";

/** The response of `GET /widget/v1/chatbots/{key}`. */
export interface ChatbotView {
  name: string;
  greeting: string | null;
  locale: string;
  direction: "ltr" | "rtl";
  suggestions: string[];
  appearance: Appearance;
  limits: { messageCharacters: number };
  aiNotice: string | null;
  /** `versions`: the versions in all languages; consent to any of them counts. */
  consent: { version: string; versions?: string[]; text: string; policyUrl: string | null } | null;
  contact: ContactForm | null;
  handover: boolean;
  hours: { open: boolean; text: string } | null;
  invitation: { text: string; afterSeconds: number | null; onLeave: boolean; pages: string } | null;
  /** A regular expression for the paths of the pages on which the widget is shown. */
  pages: string;
  images: boolean;
  texts: Texts;
}

export interface Appearance {
  /** Values for the stylesheet's variables. */
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

/** The chatbot's colour, black or white for text on it, and a similar colour that is readable on the panel. */
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

/** What the loader passes to the panel, once, when a visitor first uses it. A loader can be older than its panel, so these names never change. */
export interface Host {
  /** The server's address, without a trailing slash. */
  base: string;
  key: string;
  /** The options of the script tag. */
  data: DOMStringMap;
  root: ShadowRoot;
  frame: HTMLElement;
  launcher: HTMLButtonElement;
  view: ChatbotView;
  /** What the page states about its visitor; with a `jwt`, everything else is ignored. */
  identity?: Record<string, string>;
  /** Reads the chatbot's configuration again. */
  read(): Promise<ChatbotView>;
  emit(event: WidgetEvent, detail?: unknown): void;
  /** Applies the theme of the page and the device. */
  paint(): void;
}

export interface Panel {
  readonly isOpen: boolean;
  /** @param focus whether the visitor asked for it; otherwise the focus does not move. */
  open(focus: boolean): void;
  close(): void;
  ask(text: string): void;
}

export type WidgetEvent = "ready" | "open" | "close" | "message" | "reply" | "error" | "contact" | "handover";
