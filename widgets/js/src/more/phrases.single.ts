import ar from "./phrases/ar.json";
import de from "./phrases/de.json";
import en from "./phrases/en.json";
import es from "./phrases/es.json";
import fr from "./phrases/fr.json";
import it from "./phrases/it.json";
import nl from "./phrases/nl.json";
import pt from "./phrases/pt.json";

const languages: Record<string, typeof fr> = { ar, de, en, es, fr, it, nl, pt };

export const phrases = { ...fr };

/** The single-file build contains all languages. */
export function speak(locale: string): void {
  Object.assign(phrases, languages[locale]);
}
