namespace IAfluence.Core.Replies.Running;

/// <summary>The stable codes of what a visitor's message can meet.</summary>
public static class ReplyErrors
{
    /// <summary>The token names no conversation that is there.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>The chatbot asks for consent, and this visitor has not given it to the present words.</summary>
    public const string ConsentRequired = "consent_required";

    /// <summary>The conversation holds as many messages as it may.</summary>
    public const string ConversationFull = "conversation_full";

    /// <summary>The chatbot is written to far more than usual, and this message proves no work.</summary>
    public const string ChallengeRequired = "challenge_required";

    /// <summary>The chatbot has no contact form.</summary>
    public const string ContactOff = "contact_off";

    /// <summary>Something in the contact form is missing or wrong.</summary>
    public const string InvalidContact = "invalid_contact";

    /// <summary>Every model of the route failed, or the route has none.</summary>
    public const string NoModelAvailable = "no_model_available";

    /// <summary>The quota of the client or of the chatbot is used up.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>The model refused the content.</summary>
    public const string ReplyRefused = "answer_refused";

    /// <summary>The request itself was wrong for every model, or the answer could not be kept.</summary>
    public const string ReplyFailed = "answer_failed";
}
