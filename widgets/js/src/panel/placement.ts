/** Where the panel covers the whole page; the same condition as in the stylesheet. */
const FULL_SCREEN = "(max-width: 480px), (max-height: 480px)";

export function isFullScreen(): boolean {
  return matchMedia(FULL_SCREEN).matches;
}

/** Lets Tab go round inside a panel that covers everything else. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("button, textarea, input, a[href], [tabindex='0']")].filter(
    (stop) => !stop.matches(":disabled") && !stop.closest("[inert], [hidden]"),
  );
  const active = (panel.getRootNode() as ShadowRoot).activeElement;
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  if (active !== from || !to) return;
  event.preventDefault();
  to.focus();
}

/**
 * On telephones the keyboard covers the page without making it smaller: the panel takes
 * the part which is really seen. Told as a stylesheet, because a style attribute may be forbidden here.
 */
export function fitKeyboard(apply: (css: string) => void): void {
  const seen = window.visualViewport;
  if (!seen) return;
  let last = "";
  const fit = (): void => {
    // A page that is zoomed in by pinching keeps its panel where it is.
    const css = seen.scale > 1.01 ? "" : `:host{--seen:${Math.round(seen.height)}px;--above:${Math.round(seen.offsetTop)}px}`;
    if (css !== last) apply((last = css));
  };
  seen.addEventListener("resize", fit);
  seen.addEventListener("scroll", fit);
  fit();
}
