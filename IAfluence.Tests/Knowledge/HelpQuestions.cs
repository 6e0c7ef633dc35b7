namespace IAfluence.Tests.Knowledge;

/// <summary>
/// Questions as people type them, written down before the help texts were. They are never adapted to the texts: when one
/// finds nothing, the texts or the analyser are at fault.
/// </summary>
public static class HelpQuestions
{
    /// <summary>Language, question, and the key of the help text that must come first.</summary>
    public static readonly IReadOnlyList<(string Locale, string Question, string ExpectedKey)> Answered =
    [
        ("fr", "jai oublié mon mot de passe et maintenant ça me bloque, jattends combien de temps ?", "signing-in"),
        ("fr", "Comment mettre la bulle de discussion sur mon site WordPress ?", "embedding"),
        ("fr", "pourquoi rien ne saffiche sur la version de test de notre site alors que ca marche en production", "allowed-origins"),
        ("fr", "ca coute combien par mois les reponses de l'IA, ou je vois ce que j'ai depensé", "costs"),
        ("fr", "un internaute demande qu'on supprime toutes ses données, comment faire ?", "privacy"),
        ("fr", "comment revenir à l'ancienne consigne du chatbot, j'ai fait une bêtise", "chatbot-versions"),
        ("fr", "est ce que je dois payer une clé openai pour essayer ?", "builtin-model"),
        ("fr", "sur quel port ça tourne et comment je le change", "settings"),
        ("fr", "Comment copier l'installation sur un autre serveur sans perdre les conversations", "backups"),
        ("fr", "le robot répond à côté, comment lui apprendre nos horaires d'ouverture", "knowledge-texts"),
        ("en", "how do I put the chat on my website", "embedding"),
        ("en", "what happens if OpenAI is down", "models-and-routes"),
        ("en", "can I change the colour of the button to match our brand", "appearance"),
        ("en", "everyone shows up with the same IP address behind nginx", "reverse-proxy"),
        ("en", "how long do you keep what people typed", "privacy"),
        ("en", "where can I read what people asked yesterday", "conversations"),
        ("en", "we have a French and a German shop, can each have its own assistant?", "chatbots"),
        ("en", "I lost the link printed in the terminal, how do I create my admin login", "setup-owner"),
        ("en", "someone pasted a very long text and got refused", "limits"),
        ("en", "does it invent things when it doesn't know the answer?", "answers-and-sources"),
    ];

    /// <summary>Language and question: nothing in the help speaks of these, and the answer must say so.</summary>
    public static readonly IReadOnlyList<(string Locale, string Question)> OffTopic =
    [
        ("fr", "quelle est la capitale de l'Australie ?"),
        ("fr", "Donne-moi une recette de crêpes"),
        ("fr", "quel temps fera-t-il demain à Lyon"),
        ("en", "who won the world cup in 1998"),
        ("en", "write me a poem about the sea"),
        ("en", "how do I boil an egg"),
    ];
}
