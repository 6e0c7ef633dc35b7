import type texts from "../../../../IAfluence.Web/WidgetApi/Texts/fr.json";

/** The widget's texts for every conversation, in the visitor's language, from the chatbot's configuration. The others are in `more/phrases`. */
export type Texts = typeof texts;
