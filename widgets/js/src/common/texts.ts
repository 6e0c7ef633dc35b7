import type texts from "../../../../IAfluence.Web/WidgetApi/Texts/fr.json";

/** What the widget says in every conversation, in the visitor's language: it comes with the chatbot's configuration. The rest is in `more/phrases`. */
export type Texts = typeof texts;
