import type texts from "../../../../IAfluence.Web/WidgetApi/Texts/fr.json";

/** What the widget says, in the visitor's language: it comes with the chatbot's configuration. */
export type Texts = typeof texts;
