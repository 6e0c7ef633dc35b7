using System.Globalization;
using System.Security.Cryptography;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Conversations;
using Microsoft.AspNetCore.DataProtection;

namespace IAfluence.Web.WidgetApi;

/// <summary>Makes and reads visitors' tokens: visitor, chatbot and conversation, sealed with the installation's key ring. They live 30 days.</summary>
public sealed class VisitorTokens(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const int MaxCharacters = 2000;
    private const int Parts = 5;
    private readonly IDataProtector _protector = protection.CreateProtector("visitor-token/v1");

    public string Make(VisitorIdentity visitor)
    {
        var expires = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return _protector.Protect(string.Join(' ', visitor.ClientId, visitor.ChatbotId, visitor.VisitorId, visitor.ConversationId, expires));
    }

    /// <returns>Null when it is forged, damaged or expired.</returns>
    public VisitorIdentity? ReadOrNull(string token)
    {
        if (token.Length > MaxCharacters)
            return null;
        try
        {
            var parts = _protector.Unprotect(token).Split(' ');
            if (parts.Length != Parts || long.Parse(parts[4], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds())
                return null;
            return new VisitorIdentity(
                ClientId.From(parts[0]), ChatbotId.From(parts[1]), VisitorId.From(parts[2]), ConversationId.From(parts[3]));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
