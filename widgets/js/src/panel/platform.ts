/** A random UUID, also on pages without https, where `crypto.randomUUID` is missing. */
export function randomId(): string {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (+c / 4)))).toString(16));
}

export function isOffline(): boolean {
  return !navigator.onLine;
}

/** Waits, or less when the browser comes online. */
export function waitOrOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, isOffline() ? 60_000 : milliseconds);
    addEventListener("online", () => resolve(), { once: true });
  });
}

/** Whether the panel covers the whole page; the same condition as in the stylesheet. */
export function isFullScreen(): boolean {
  return matchMedia("(max-width: 480px), (max-height: 480px)").matches;
}

/** On telephones the keyboard covers the page without resizing it; the panel uses the visible part. */
export function fitKeyboard({ style }: HTMLElement): void {
  const seen = window.visualViewport!;
  seen.onresize = seen.onscroll = () => {
    // Pinch zoom does not move the panel.
    const isWhole = seen.scale < 1.01;
    style.setProperty("--seen", isWhole ? seen.height + "px" : "");
    style.setProperty("--above", isWhole ? seen.offsetTop + "px" : "");
  };
}
