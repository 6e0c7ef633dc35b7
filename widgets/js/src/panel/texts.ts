import type { Language } from "../common/contract";

/** Every text of the panel: French, English. */
const all = {
  subtitle: ["Assistant IA", "AI assistant"],
  close: ["Fermer la discussion", "Close the chat"],
  more: ["Autres options", "More options"],
  newConversation: ["Nouvelle conversation", "New conversation"],
  transcript: ["Télécharger la conversation", "Download the conversation"],
  erase: ["Effacer mes données", "Erase my data"],
  eraseTitle: ["Effacer vos données ?", "Erase your data?"],
  eraseText: ["Vos conversations sur ce site sont supprimées définitivement, ici et sur nos serveurs.", "Your conversations on this site are deleted for good, here and on our servers."],
  cancel: ["Annuler", "Cancel"],
  eraseConfirm: ["Effacer", "Erase"],
  erased: ["Vos données ont été effacées.", "Your data has been erased."],
  started: ["Nouvelle conversation.", "New conversation."],
  goBack: ["Revenir à la précédente", "Back to the previous one"],
  expired: ["Votre conversation précédente a expiré. En voici une nouvelle.", "Your previous conversation has expired. This is a new one."],
  log: ["Conversation", "Conversation"],
  suggestions: ["Suggestions", "Suggestions"],
  you: ["Vous", "You"],
  typing: ["écrit…", "is writing…"],
  reconnecting: ["Connexion perdue. Nouvel essai…", "Connection lost. Trying again…"],
  stopped: ["Réponse interrompue.", "Answer stopped."],
  cut: ["Cette réponse a atteint sa longueur maximale.", "This answer reached its maximum length."],
  human: ["Votre message a été transmis à notre équipe.", "Your message has been passed on to our team."],
  sources: ["Sources", "Sources"],
  copy: ["Copier", "Copy"],
  copied: ["Copié", "Copied"],
  helpful: ["Réponse utile", "Helpful answer"],
  unhelpful: ["Réponse inutile", "Unhelpful answer"],
  comment: ["Que manquait-il ? (facultatif)", "What was missing? (optional)"],
  sendComment: ["Envoyer", "Send"],
  thanks: ["Merci pour votre avis.", "Thank you for your feedback."],
  placeholder: ["Écrivez un message…", "Write a message…"],
  message: ["Votre message", "Your message"],
  send: ["Envoyer", "Send"],
  stop: ["Arrêter la réponse", "Stop the answer"],
  left: ["{n} caractères restants", "{n} characters left"],
  over: ["{n} caractères en trop", "{n} characters too many"],
  notice: ["Les réponses viennent d’une IA et peuvent être inexactes.", "Answers come from an AI and may be wrong."],
  retry: ["Réessayer", "Try again"],
  retryIn: ["Réessayer dans {n} s", "Try again in {n} s"],
  network: ["La discussion est injoignable. Vérifiez votre connexion et réessayez.", "The chat cannot be reached. Check your connection and try again."],
  failed: ["La réponse n’a pas pu être produite. Veuillez réessayer.", "The answer could not be made. Please try again."],
  lost: ["La réponse a été interrompue.", "The answer was interrupted."],
  latest: ["Aller au dernier message", "Go to the latest message"],
  table: ["Tableau", "Table"],
  newReply: ["Nouvelle réponse", "New answer"],
  today: ["Aujourd’hui", "Today"],
  yesterday: ["Hier", "Yesterday"],
} satisfies Record<string, [fr: string, en: string]>;

export type Texts = Record<keyof typeof all, string>;

export function textsIn(language: Language): Texts {
  const column = language === "fr" ? 0 : 1;
  return Object.fromEntries(Object.entries(all).map(([name, pair]) => [name, pair[column]])) as Texts;
}
