using System.Globalization;
using System.Security.Cryptography;
using IAfluence.Core.Replies.Visitors;
using Microsoft.AspNetCore.DataProtection;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Creates and reads visitor tokens: visitor, chatbot, conversation and origin, encrypted with the installation's key ring. A token is valid
/// for 30 days.
/// </summary>
public sealed class VisitorTokens(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int MaxCharacters = 2000;

    /// <summary>Tokens of earlier versions do not contain an origin.</summary>
    private const int PartsWithoutOrigin = 5;
    private readonly IDataProtector _protector = protection.CreateProtector("visitor-token/v1");

    public string Make(VisitorIdentity visitor)
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join(' ', visitor.ClientId, visitor.ChatbotId, visitor.VisitorId, visitor.ConversationId, expires);
        return _protector.Protect(visitor.Origin is { } origin ? $"{text} {origin}" : text);
    }

    /// <param name="age">Whether expired tokens are accepted too.</param>
    /// <returns>Null when the token is forged, damaged or expired.</returns>
    public VisitorIdentity? ReadOrNull(string token, TokenAge age = TokenAge.Valid)
    {
        if (token.Length > MaxCharacters)
            return null;
        try
        {
            var parts = _protector.Unprotect(token).Split(' ');
            if (parts.Length is not (PartsWithoutOrigin or PartsWithoutOrigin + 1) || (long.Parse(parts[4], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds() && age == TokenAge.Valid))
                return null;
            return new VisitorIdentity(
                ClientId.From(parts[0]), ChatbotId.From(parts[1]), VisitorId.From(parts[2]), ConversationId.From(parts[3]))
            {
                Origin = parts.Length > PartsWithoutOrigin ? parts[5] : null,
            };
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>The tokens that a call accepts.</summary>
public enum TokenAge
{
    /// <summary>Tokens that have not expired.</summary>
    Valid,

    /// <summary>Expired tokens too, because a visitor can request the erasure of data that is kept longer than a token is valid.</summary>
    Any,
}
