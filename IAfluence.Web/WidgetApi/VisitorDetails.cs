using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Visitors;

namespace IAfluence.Web.WidgetApi;

/// <summary>What a site states about its visitor: plain or signed facts.</summary>
/// <param name="Facts">An object; other JSON values are ignored. It is parsed later, because one invalid fact must not refuse the message.</param>
/// <param name="Jwt">Signed facts, used instead of <paramref name="Facts"/>.</param>
public sealed record PostIdentity(JsonElement Facts, string? Jwt)
{
    /// <summary>Returns the accepted facts. Invalid facts are left out, because the visitor cannot fix the site's mistake.</summary>
    internal static VisitorFacts Read(PostIdentity? said, Chatbot chatbot, SignedFacts signed) => said switch
    {
        { Jwt: { Length: > 0 } jwt } => signed.Read(chatbot, jwt),
        { Facts: { ValueKind: JsonValueKind.Object } facts } => VisitorFacts.Unverified(VisitorFacts.ReadFrom(facts, JsonValueKind.String, JsonValueKind.Number)),
        _ => VisitorFacts.None,
    };
}

public sealed record PostConsent(string? Version);

/// <summary>The response to a consent or contact: a token for the next calls.</summary>
public sealed record KnownVisitor(string VisitorToken);

public sealed record PostContact(
    string? Name, string? Email, string? Phone, string? Text, string? Locale, string? Page, string? ConversationId, string? ClientMessageId);
