namespace IAfluence.Core.Conversations;

/// <summary>The stable codes of what a visitor's message can meet.</summary>
public static class ReplyErrors
{
    /// <summary>The token names no conversation that is there.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>Every model of the route failed, or the route has none.</summary>
    public const string NoModelAvailable = "no_model_available";

    /// <summary>The quota of the client or of the chatbot is used up.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>The model refused the content.</summary>
    public const string AnswerRefused = "answer_refused";

    /// <summary>The request itself was wrong for every model, or the answer could not be kept.</summary>
    public const string AnswerFailed = "answer_failed";
}
