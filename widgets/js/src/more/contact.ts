import type { ContactForm } from "../common/contract";
import type { KnownVisitor, SentContact } from "../common/wire";
import type { Chat } from "../panel/chat";
import { add, drop, h } from "../panel/dom";
import { randomId } from "../panel/platform";
import type { Problem } from "../panel/problem";
import { phrases } from "./phrases";
import { openSheet } from "./sheet";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Said = Pick<SentContact, "name" | "email" | "phone" | "text">;

/** Unsent input, restored when the form opens again. */
export const drafts = new WeakMap<Chat, Record<string, Field>>();

/** The form for visitors who prefer to be contacted. */
export function openContact(chat: Chat): void {
  const { texts, host, store } = chat;
  const { contact, handover, hours, locale } = host.view;
  const clientMessageId = randomId();
  const draft = drafts.get(chat);
  const fields: Record<string, Field> = {};
  // One of the two is required when neither is required by itself.
  const isEither = contact!.email !== "required" && contact!.phone !== "required";
  const rows = (["name", "email", "phone"] as const).filter((name) => contact![name] !== "off").map((name) => {
    // An unknown type is treated as text.
    const type = name === "phone" ? "tel" : name;
    return row(name, h("input", { type, autocomplete: type, maxlength: "200" }), contact![name] === "required");
  });
  rows.push(row("text", h("textarea", { maxlength: "4000" }), true));
  drafts.set(chat, fields);
  const send = h("button", "primary", texts.send);
  const why = (contact!.text || phrases.contactText) + (handover && hours && !hours.open ? " " + hours.text : "");
  const close = openSheet(chat, "dialog", phrases.contact, why, rows, send, submit);

  function row(name: string, field: Field, isRequired: boolean): HTMLElement {
    const label = phrases[name as keyof ContactForm & keyof typeof phrases] ?? texts.message;
    field.className = "field";
    field.required = isRequired;
    field.ariaLabel = label;
    field.value = draft?.[name]?.value ?? "";
    fields[name] = field;
    return h("label", "", h("span", "", label, " ", h("small", "", isRequired || (isEither && name !== "name") ? "" : `(${phrases.optional})`)), field);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const said = {} as Said;
    const names = Object.keys(fields);
    for (const name of names) {
      mark(name, "");
      said[name as keyof Said] = fields[name]!.value = fields[name]!.value.trim();
    }
    const wrong = names.find((name) => !fields[name]!.checkValidity());
    if (wrong) return mark(wrong, phrases[fields[wrong]!.validity.valueMissing ? "missing" : "invalid"]);
    if (!said.email && !said.phone) return mark(fields.email ? "email" : "phone", phrases[fields.email && fields.phone ? "either" : "missing"]);

    send.disabled = true;
    try {
      const taken = await chat.api("POST", ":chatbot/contact", {
        body: { ...said, locale, page: location.href, conversationId: store.saved.conversationId, clientMessageId } satisfies SentContact,
      });
      // The token lets a visitor without messages erase the contact too. A visitor who has written meanwhile keeps the conversation's token.
      if (taken.status === 200 && !store.saved.token) store.update({ token: ((await taken.json()) as KnownVisitor).visitorToken });
      drafts.delete(chat);
      close();
      chat.say(phrases.contactSent);
      const { text, ...who } = said;
      host.emit("contact", who);
    } catch (error) {
      const { field } = error as Problem;
      if (fields[field!]) mark(field!, phrases.invalid);
      else mark("text", chat.explain(error));
    }
    send.disabled = false;
  }

  function mark(name: string, words: string): void {
    const field = fields[name]!;
    const label = field.parentElement!;
    drop(label.querySelector(".wrong"));
    field.ariaInvalid = words ? "true" : null;
    if (!words) return;
    add(label, h("span", { class: "wrong", role: "alert" }, words));
    field.focus();
  }
}
