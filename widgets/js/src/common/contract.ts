/** The answer of `GET /widget/v1/chatbots/{key}`. */
export interface ChatbotView {
  name: string;
  greeting: string | null;
  locale: string;
  suggestions: string[];
  appearance: Appearance;
  limits: { messageCharacters: number };
  aiNotice: boolean;
}

export interface Appearance {
  color: string;
  side: "right" | "left";
  theme: "auto" | "light" | "dark";
  launcherLabel: string | null;
}

/** What the loader hands to the panel, once, when a visitor shows interest. */
export interface Host {
  /** The address the loader came from, without a slash at its end. */
  base: string;
  key: string;
  /** What the page speaks; sent to the server, which knows more languages than the widget. */
  locale: string;
  /** The language of the widget's own texts. */
  language: Language;
  root: ShadowRoot;
  frame: HTMLElement;
  launcher: HTMLButtonElement;
  /** Rejects when the chatbot cannot be reached; asks again when called again. */
  chatbot(): Promise<ChatbotView>;
  emit(event: WidgetEvent, detail?: unknown): void;
}

export interface Panel {
  readonly isOpen: boolean;
  /** @param focus whether the visitor asked for it; otherwise the focus stays where it is. */
  open(focus: boolean): void;
  close(): void;
  ask(text: string): void;
}

export type Language = "fr" | "en";
export type WidgetEvent = "open" | "close" | "message" | "reply" | "error";
