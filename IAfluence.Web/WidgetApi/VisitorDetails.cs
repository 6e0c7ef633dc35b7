using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Web.WidgetApi;

/// <summary>What a site says of its visitor: facts as they are, or signed.</summary>
/// <param name="Facts">An object; whatever else it may be says nothing. Unread until asked for, as one fact that is no text would refuse the message.</param>
/// <param name="Jwt">In place of them.</param>
public sealed record PostIdentity(JsonElement Facts, string? Jwt)
{
    /// <summary>What is kept of it. A site's mistake is no fault of the visitor's: what is not accepted is left out.</summary>
    internal static VisitorFacts Read(PostIdentity? said, Chatbot chatbot, SignedFacts signed) => said switch
    {
        { Jwt: { Length: > 0 } jwt } => signed.Read(chatbot, jwt),
        { Facts: { ValueKind: JsonValueKind.Object } facts } => VisitorFacts.Unverified(VisitorFacts.ReadFrom(facts, JsonValueKind.String, JsonValueKind.Number)),
        _ => VisitorFacts.None,
    };
}

public sealed record PostConsent(string? Version);

/// <summary>The answer to a consent: a token to speak with.</summary>
public sealed record KnownVisitor(string VisitorToken);

public sealed record PostContact(
    string? Name, string? Email, string? Phone, string? Text, string? Locale, string? Page, string? ConversationId, string? ClientMessageId);
