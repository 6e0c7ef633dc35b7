import type { SentConsent, KnownVisitor } from "../common/wire";
import type { Chat } from "../panel/chat";
import { drop, fill, h, textButton } from "../panel/dom";
import { LINK } from "../panel/markdown/link";
import type { Problem } from "../panel/problem";
import { phrases } from "./phrases";

/** Shows the consent that is required before anything is sent; `then` runs after the visitor agreed. */
export function askConsent(chat: Chat, then: () => void): void {
  const { texts, panel, composer, store, host } = chat;
  const { version, text, policyUrl } = host.view.consent!;
  const wrong = h("p", { class: "wrong", role: "alert" });
  const agree = textButton(texts.agree, async () => {
    agree.disabled = true;
    try {
      const { visitorToken }: KnownVisitor = await (await chat.api("POST", ":chatbot/consent", { body: { version } satisfies SentConsent })).json();
      store.update({ token: visitorToken, consent: version });
      drop(box);
      then();
      composer.focus();
    } catch (error) {
      agree.disabled = false;
      if ((error as Problem).code === "consent_outdated") chat.reconsider();
      else fill(wrong, chat.explain(error));
    }
  }, "primary");
  const box = h("div", { class: "form consent", role: "group", "aria-label": phrases.policy },
    h("p", "", text), ...(policyUrl ? [h("a", { href: policyUrl, ...LINK }, phrases.policy)] : []), wrong, h("div", "choices", agree));
  drop(panel.querySelector(".consent"));
  panel.insertBefore(box, composer.element);
  if (chat.isOpen() && !host.root.activeElement) agree.focus();
}
