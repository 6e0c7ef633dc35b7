import phrases from "./phrases/fr.json";

// What is said by nothing but what is loaded on use: each language is a file of its own, into which the build puts its phrases.
export { phrases };
