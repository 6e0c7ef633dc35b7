using System.Globalization;
using System.Security.Cryptography;
using IAfluence.Core.Replies.Visitors;
using Microsoft.AspNetCore.DataProtection;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Makes and reads visitors' tokens: visitor, chatbot, conversation and the origin they were made for, sealed with the installation's key
/// ring. They live 30 days.
/// </summary>
public sealed class VisitorTokens(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const int MaxCharacters = 2000;

    /// <summary>Tokens of earlier versions name no origin.</summary>
    private const int PartsWithoutOrigin = 5;
    private readonly IDataProtector _protector = protection.CreateProtector("visitor-token/v1");

    public string Make(VisitorIdentity visitor)
    {
        var expires = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join(' ', visitor.ClientId, visitor.ChatbotId, visitor.VisitorId, visitor.ConversationId, expires);
        return _protector.Protect(visitor.Origin is { } origin ? $"{text} {origin}" : text);
    }

    /// <param name="token">As the widget sent it.</param>
    /// <param name="age">Whether one whose time is over is read too.</param>
    /// <returns>Null when it is forged, damaged or expired.</returns>
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

/// <summary>Which tokens a call takes.</summary>
public enum TokenAge
{
    /// <summary>Those whose time is not over.</summary>
    Valid,

    /// <summary>Expired ones too: what is kept outlives a token, and its visitor may have it erased all the same.</summary>
    Any,
}
