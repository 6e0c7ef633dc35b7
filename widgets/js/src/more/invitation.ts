import { icon } from "../common/icon";
import type { Chat } from "../panel/chat";
import { add, drop, h } from "../panel/dom";
import { icons } from "./icons";
import { phrases } from "./phrases";

/** Pixels per millisecond. */
const FAST_SCROLL = 1.5;

/**
 * Shows an invitation beside the launcher: after some time on configured pages, or when the visitor seems to leave (the pointer moves to
 * the top; a telephone is scrolled up quickly or returns from another tab). Once per visit, never after the panel was opened, and without
 * moving the focus.
 */
export function invite(chat: Chat): void {
  const { host, store } = chat;
  const { text, afterSeconds, onLeave, pages } = host.view.invitation!;
  const done = new AbortController();
  const { signal } = done;
  let seconds = 0;
  let last = { at: 0, top: 0 };

  const timer = setInterval(() => {
    if (store.recall("hint")) done.abort();
    else if (isWanted() && ++seconds === afterSeconds) show();
  }, 1_000);
  signal.onabort = () => clearInterval(timer);
  if (!onLeave) return;

  document.documentElement.addEventListener("mouseleave", (event) => event.clientY <= 0 && show(), { signal });
  if (!matchMedia("(hover: none)").matches) return;
  document.addEventListener("visibilitychange", () => document.hidden || show(), { signal });
  addEventListener("scroll", () => {
    const now = { at: performance.now(), top: scrollY };
    if (last.top > innerHeight && (last.top - now.top) / (now.at - last.at) > FAST_SCROLL) show();
    last = now;
  }, { passive: true, signal });

  function isWanted(): boolean {
    return !chat.isOpen() && !host.frame.hidden && RegExp(pages).test(location.pathname);
  }

  function show(): void {
    if (!isWanted() || store.recall("hint")) return;
    done.abort();
    add(host.frame, h("div", { class: "invitation", role: "status" },
      h("button", { onclick: () => chat.open(true) }, text),
      h("button", { class: "dismiss", "aria-label": phrases.dismiss, title: phrases.dismiss, onclick: dismiss }, icon(icons.close))));
  }

  /** Dismisses it for this visit. */
  function dismiss(): void {
    store.note("hint", "1");
    drop(host.frame.querySelector(".invitation"));
    host.launcher.focus();
  }
}
