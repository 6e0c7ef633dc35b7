import phrases from "./phrases/fr.json";

// Phrases of features that are loaded on use. The build writes one file for each language.
export { phrases };
