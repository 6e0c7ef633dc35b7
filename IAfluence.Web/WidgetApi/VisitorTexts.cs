using IAfluence.Core.Chatbots;
using IAfluence.Core.Conversations;

namespace IAfluence.Web.WidgetApi;

/// <summary>What visitors read when something stands in the way, in their language.</summary>
public static class VisitorTexts
{
    /// <summary>The language of a visitor: what they ask for where it is spoken here, else the chatbot's.</summary>
    /// <param name="asked">A language tag, or an Accept-Language list; null for none.</param>
    /// <param name="settings">The chatbot's; null before it is known.</param>
    public static string LocaleOf(string? asked, ChatbotSettings? settings)
    {
        foreach (var tag in (asked ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (tag.StartsWith("fr", StringComparison.OrdinalIgnoreCase))
                return "fr";
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return "en";
        }

        return settings?.Locale == "en" ? "en" : "fr";
    }

    /// <summary>The sentence for a code; the chatbot's own apology where no model could answer, its off-message where a quota is used up.</summary>
    public static string Of(string code, string locale, ChatbotSettings? settings)
    {
        if (code == ReplyErrors.NoModelAvailable && settings?.Apology is { Length: > 0 } apology)
            return apology;
        if (code == ReplyErrors.QuotaExceeded && settings?.OffMessage is { Length: > 0 } offMessage)
            return offMessage;
        return locale == "en" ? English(code) : French(code);
    }

    private static string French(string code) => code switch
    {
        WidgetErrors.MessageTooLong => "Votre message est trop long. Raccourcissez-le, puis renvoyez-le.",
        WidgetErrors.UnknownChatbot => "Cet assistant n’est pas disponible.",
        WidgetErrors.OriginNotAllowed => "Cet assistant n’est pas autorisé sur ce site.",
        WidgetErrors.RateLimited => "Vous avez envoyé beaucoup de messages en peu de temps. Patientez un instant, puis réessayez.",
        WidgetErrors.InvalidMessage => "Votre message n’a pas pu être lu. Réécrivez-le, puis renvoyez-le.",
        WidgetErrors.UnknownReply => "Cette réponse n’est plus disponible. Posez à nouveau votre question.",
        ReplyErrors.InvalidToken => "Votre conversation a expiré. Commencez-en une nouvelle.",
        ReplyErrors.QuotaExceeded => "Je ne réponds plus aux messages pour le moment. Revenez un peu plus tard, ou contactez-nous directement.",
        ReplyErrors.AnswerRefused => "Je ne peux pas répondre à ce message. Essayez de le formuler autrement.",
        ReplyErrors.AnswerFailed => "Je n’ai pas pu répondre à ce message. Essayez de le formuler autrement.",
        _ => "Je ne peux pas répondre pour le moment. Réessayez dans quelques minutes.",
    };

    private static string English(string code) => code switch
    {
        WidgetErrors.MessageTooLong => "Your message is too long. Shorten it and send it again.",
        WidgetErrors.UnknownChatbot => "This assistant is not available.",
        WidgetErrors.OriginNotAllowed => "This assistant is not allowed on this site.",
        WidgetErrors.RateLimited => "You have sent many messages in a short time. Wait a moment, then try again.",
        WidgetErrors.InvalidMessage => "Your message could not be read. Write it again and send it once more.",
        WidgetErrors.UnknownReply => "This answer is no longer available. Ask your question again.",
        ReplyErrors.InvalidToken => "Your conversation has expired. Start a new one.",
        ReplyErrors.QuotaExceeded => "I am not answering messages at the moment. Come back a little later, or contact us directly.",
        ReplyErrors.AnswerRefused => "I cannot answer this message. Try to put it another way.",
        ReplyErrors.AnswerFailed => "I could not answer this message. Try to put it another way.",
        _ => "I cannot answer at the moment. Try again in a few minutes.",
    };
}
