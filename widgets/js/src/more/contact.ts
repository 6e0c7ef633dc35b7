import type { ContactForm } from "../common/contract";
import type { KnownVisitor, SentContact } from "../common/wire";
import type { Chat } from "../panel/chat";
import { drop, h, textButton } from "../panel/dom";
import { randomId } from "../panel/platform";
import type { Problem } from "../panel/problem";
import { phrases } from "./phrases";
import { openSheet } from "./sheet";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The form for those who would rather be called or written to. */
export function openContact(chat: Chat): void {
  const { texts, host, store } = chat;
  const { contact, hours, locale } = host.view;
  const clientMessageId = randomId();
  const fields: Record<string, Field> = {};
  const rows = (["name", "email", "phone"] as const).filter((name) => contact![name] !== "off").map((name) => {
    const type = { name: "text", email: "email", phone: "tel" }[name];
    return row(name, h("input", { type, autocomplete: { name, email: "email", phone: "tel" }[name], maxlength: "200" }), contact![name] === "required");
  });
  rows.push(row("text", h("textarea", { maxlength: "4000" }), true));
  const send = textButton(texts.send, () => {}, "primary");
  send.type = "submit";
  const why = [contact!.text || phrases.contactText, chat.host.view.handover && !hours?.open ? hours?.text : ""].filter(Boolean).join(" ");
  const close = openSheet(chat, "dialog", phrases.contact, why, rows, send, submit);

  function row(name: string, field: Field, isRequired: boolean): HTMLElement {
    const label = name === "text" ? texts.message : phrases[name as keyof ContactForm & keyof typeof phrases];
    field.className = "field";
    field.required = isRequired;
    field.ariaLabel = label;
    fields[name] = field;
    return h("label", "", h("span", "", label, " ", h("small", "", isRequired ? "" : `(${phrases.optional})`)), field);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const { email, phone } = fields;
    for (const name of Object.keys(fields)) mark(name, "");
    const value = (name: string): string | undefined => fields[name]?.value.trim();
    const missing = Object.keys(fields).find((name) => fields[name]!.required && !value(name));
    if (missing) return mark(missing, phrases.missing);
    if (!value("email") && !value("phone")) return mark(email ? "email" : "phone", phrases.missing);
    if (email && !email.checkValidity()) return mark("email", phrases.invalid);

    send.disabled = true;
    try {
      const taken = await chat.api("POST", ":chatbot/contact", {
        body: {
          name: value("name"), email: value("email"), phone: value("phone"), text: value("text"),
          locale, page: location.href, conversationId: store.saved.conversationId, clientMessageId,
        } satisfies SentContact,
      });
      // By it a contact of someone who has not written yet can be erased too.
      if (taken.status === 200) store.update({ token: ((await taken.json()) as KnownVisitor).visitorToken });
      close();
      chat.say(phrases.contactSent);
      host.emit("contact", { name: value("name"), email: value("email"), phone: value("phone") });
    } catch (error) {
      const { field } = error as Problem;
      mark(field && fields[field] ? field : "text", chat.explain(error));
    }
    send.disabled = false;
    if (!email && phone) phone.ariaInvalid = null;
  }

  function mark(name: string, words: string): void {
    const field = fields[name]!;
    drop(field.parentElement!.querySelector(".wrong"));
    field.ariaInvalid = words ? "true" : null;
    if (!words) return;
    field.parentElement!.appendChild(h("span", { class: "wrong", role: "alert" }, words));
    field.focus();
  }
}
