/** The one name that the widget adds to the page. See js/README.md. */
interface Window {
  IAfluence?: {
    open(): void;
    close(): void;
    toggle(): void;
    ask(text: string): void;
    on(event: import("./contract").WidgetEvent, listener: (detail: unknown) => void): () => void;
  };
}
