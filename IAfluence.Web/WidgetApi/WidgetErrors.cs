using IAfluence.Core.Replies.Running;

namespace IAfluence.Web.WidgetApi;

/// <summary>The error codes of the widget API with status and title; <see cref="VisitorTexts"/> contains the details.</summary>
public static class WidgetErrors
{
    public const string MessageTooLong = "message_too_long";
    public const string UnknownChatbot = "unknown_chatbot";
    public const string OriginNotAllowed = "origin_not_allowed";
    public const string RateLimited = "rate_limited";
    public const string InvalidMessage = "invalid_message";
    public const string UnknownReply = "unknown_reply";
    public const string UnknownLogo = "unknown_logo";
    public const string ConsentOutdated = "consent_outdated";
    public const string HandoverOff = "handover_off";
    public const string Unavailable = "unavailable";

    public static (int Status, string Title) Of(string code) => code switch
    {
        MessageTooLong => (StatusCodes.Status413PayloadTooLarge, "The message is too long"),
        UnknownChatbot => (StatusCodes.Status404NotFound, "The chatbot does not exist"),
        OriginNotAllowed => (StatusCodes.Status403Forbidden, "This chatbot is not allowed on this site"),
        RateLimited => (StatusCodes.Status429TooManyRequests, "Too many messages"),
        InvalidMessage => (StatusCodes.Status400BadRequest, "The message cannot be read"),
        UnknownLogo => (StatusCodes.Status404NotFound, "The logo does not exist"),
        UnknownReply => (StatusCodes.Status404NotFound, "The reply does not exist"),
        ReplyErrors.InvalidToken => (StatusCodes.Status401Unauthorized, "The token is not valid"),
        ReplyErrors.ConsentRequired => (StatusCodes.Status403Forbidden, "Consent is required"),
        ConsentOutdated => (StatusCodes.Status409Conflict, "The consent is outdated"),
        ReplyErrors.ConversationFull => (StatusCodes.Status409Conflict, "The conversation is full"),
        HandoverOff => (StatusCodes.Status409Conflict, "No human can answer now"),
        ReplyErrors.ChallengeRequired => (StatusCodes.Status428PreconditionRequired, "A proof of work is required"),
        ReplyErrors.ContactOff => (StatusCodes.Status404NotFound, "The chatbot has no contact form"),
        ReplyErrors.InvalidContact => (StatusCodes.Status400BadRequest, "The contact is incomplete"),
        ReplyErrors.QuotaExceeded => (StatusCodes.Status429TooManyRequests, "The quota is used up"),
        ReplyErrors.NoModelAvailable => (StatusCodes.Status503ServiceUnavailable, "No model could answer"),
        ReplyErrors.ReplyRefused => (StatusCodes.Status422UnprocessableEntity, "The answer was refused"),
        ReplyErrors.ReplyFailed => (StatusCodes.Status502BadGateway, "The answer failed"),
        _ => (StatusCodes.Status503ServiceUnavailable, "Not available at the moment"),
    };
}
