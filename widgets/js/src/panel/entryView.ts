import { SentenceReader } from "./announcer";
import type { Chat } from "./chat";
import { add, drop, h, iconButton, refit, textButton } from "./dom";
import type { Entry } from "./entry";
import { icons } from "./icons";
import { LINK, safeAddress } from "./markdown/link";
import { createMarkdown } from "./markdown/view";
import { many, words } from "./problem";

export interface EntryView {
  element: HTMLElement;
  /** Returns whether more text is left than one frame can render. */
  update(): boolean;
}

/** Characters rendered in one frame. */
const SLICE = 10_000;
/** With a longer wait, for example until tomorrow, no retry is offered. */
const LONGEST_WAIT = 120;

/** @param isLive whether it arrives now; an entry of the history is not read out. */
export function createEntryView(entry: Entry, isLive: boolean, chat: Chat): EntryView {
  const { texts, conversation, announce, more } = chat;
  const { view } = chat.host;
  const { role, agent } = entry;
  const name = role === "visitor" ? texts.you : (agent ?? view.name) || texts.team;
  const body = h("div", "text");
  const bubble = h("div", "bubble", body);
  const element = h("article", { class: `message ${role} ${agent === undefined ? "" : "agent"}`, "aria-label": name }, ...(agent === undefined ? [] : [h("p", "note", name)]), bubble);
  const markdown = createMarkdown(body, view);
  const sentences = new SentenceReader();
  let shown = 0;
  let shownState = "";
  let note: HTMLElement | undefined;
  let thumbs: HTMLButtonElement[] = [];

  if (role === "visitor") add(body, entry.text);
  return { element, update: () => role === "reply" && update() };

  function update(): boolean {
    const { state, text, rating } = entry;
    const isGrowing = state !== "done" && state !== "failed";
    shown = Math.min(text.length, shown + SLICE);
    const isPartial = shown < text.length;
    element.ariaBusy = isGrowing ? "true" : null;
    // A complete entry is not rendered again, so that its buttons are kept.
    if (shownState !== "done") markdown(text.slice(0, shown), isGrowing || isPartial);
    if (isLive) announce(sentences.next(text, !isGrowing));

    if (state !== shownState && !isPartial) {
      shownState = state;
      bubble.hidden = !text && state !== "waiting" && state !== "broken";
      showNote();
      if (state === "done" && text) showFoot();
      if (isLive && state === "waiting") announce(texts.typing.replace("{name}", name));
    }
    thumbs.forEach((button, at) => (button.ariaPressed = String(rating === 1 - 2 * at)));
    return isPartial;
  }

  function showNote(): void {
    const { state, finishReason, problem } = entry;
    const text = problem ? problem.detail || texts[problem.code === "answer_lost" ? "lost" : problem.status ? "failed" : "network"]
      : { __proto__: null, broken: texts.reconnecting, offline: texts.offline, cancelled: texts.stopped, length: texts.cut, human: texts.human }[state === "done" ? finishReason! : state];
    drop(note);
    if (!text) return;
    note = h("div", problem ? "failure" : "note", h("p", "", text));
    add(element, note);
    if (isLive) announce(text);
    if (problem) offerHelp(note);
  }

  function offerHelp(box: HTMLElement): void {
    const { status, code, retryAfter } = entry.problem!;
    if (/_(full|available|exceeded)$/.test(code)) more("offerHelp", entry, box);
    if (code === "conversation_full" || retryAfter > LONGEST_WAIT || status === 413 || status === 400) return;
    const retry = textButton(texts.retry, () => {
      chat.composer.focusAfterTap();
      void conversation.retry(entry);
    });
    add(box, retry);
    if (retryAfter) more("countDown", retry, retryAfter);
  }

  function showFoot(): void {
    const cards = many(entry.sources).flatMap((source) => {
      const title = words(source?.title);
      const url = words(source?.url);
      const href = safeAddress(url);
      const card = [h("span", "", title || url), h("span", "", href ? new URL(href).hostname : "")];
      return title || url ? [h("li", "", href ? h("a", { class: "source", href, ...LINK }, ...card) : h("span", "source", ...card))] : [];
    });
    if (cards[0]) add(element, h("nav", { class: "sources", "aria-label": texts.sources }, h("p", "", texts.sources), h("ul", "", ...cards)));
    if (entry.id && agent === undefined) thumbs = [1, -1].map((rating) =>
      iconButton(icons.up, rating > 0 ? texts.helpful : texts.unhelpful, () => {
        if (entry.rating !== rating) conversation.rate(entry, rating);
        // After a thumb up only thanks are shown, unless the question is already open.
        if (rating < 0 || element.querySelector("form")) void more("comment", entry, element);
        else announce(texts.thanks);
      }, rating > 0 ? "" : "turned"));
    add(element, h("div", "tools", ...thumbs, copyButton(() => entry.text)));
    chat.log.suggest(element, many(entry.suggestions).map(words).filter(Boolean));
    for (const code of body.querySelectorAll("pre")) add(code, copyButton(() => code.firstChild!.textContent!));
  }

  function copyButton(text: () => string): HTMLButtonElement {
    const button = iconButton(icons.copy, texts.copy, async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        // Pages without https have no clipboard API, and some browsers deny it.
        await more("copyText", text(), element);
      }
      refit(button, icons.check, texts.copied);
      announce(texts.copied);
      setTimeout(refit, 2_000, button, icons.copy, texts.copy);
    });
    return button;
  }
}
