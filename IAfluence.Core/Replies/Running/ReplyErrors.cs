namespace IAfluence.Core.Replies.Running;

/// <summary>The stable error codes of a visitor's message.</summary>
public static class ReplyErrors
{
    /// <summary>The conversation of the token does not exist.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>The chatbot asks for consent, and the visitor has not agreed to the current text.</summary>
    public const string ConsentRequired = "consent_required";

    /// <summary>The conversation has reached its maximum number of messages.</summary>
    public const string ConversationFull = "conversation_full";

    /// <summary>The chatbot receives far more messages than usual, and this message has no solved challenge.</summary>
    public const string ChallengeRequired = "challenge_required";

    /// <summary>The chatbot has no contact form.</summary>
    public const string ContactOff = "contact_off";

    /// <summary>A field of the contact form is missing or invalid.</summary>
    public const string InvalidContact = "invalid_contact";

    /// <summary>Every model of the route failed, or the route has none.</summary>
    public const string NoModelAvailable = "no_model_available";

    /// <summary>The quota of the client or of the chatbot is used up.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>The model refused the content.</summary>
    public const string ReplyRefused = "answer_refused";

    /// <summary>Every model rejected the request as invalid, or the reply could not be stored.</summary>
    public const string ReplyFailed = "answer_failed";
}
