using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>
/// Reads the facts that a site states about its visitor in a signed token: a JWT (RFC 7519) signed with HS256 and the chatbot's secret. No other
/// algorithm is accepted. The token must expire within 24 hours.
/// </summary>
public sealed class SignedFacts(IdentitySecrets secrets, TimeProvider time)
{
    public const int MaxCharacters = 4096;

    /// <summary>The maximum lifetime, which limits the use of a stolen token.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>The tolerated difference between the clocks of the site and this server.</summary>
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(2);

    private static readonly JsonDocumentOptions _json = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The registered claims that describe the token, not the visitor.</summary>
    private static readonly string[] _tokenClaims = ["iss", "aud", "jti"];

    /// <returns>The facts; empty and refused when the token is not valid.</returns>
    public VisitorFacts Read(Chatbot chatbot, string jwt) =>
        jwt.Length <= MaxCharacters && secrets.OpenOrNull(chatbot) is { } secret && ClaimsOrNull(jwt, secret) is { } claims
            ? VisitorFacts.Verified(claims)
            : new VisitorFacts([], true);

    private List<KeyValuePair<string, string>>? ClaimsOrNull(string jwt, string secret)
    {
        var parts = jwt.Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            if (!CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(parts[2])))
                return null;
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]), _json);
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), _json);
            return IsSupported(header.RootElement) && IsInTime(claims.RootElement)
                ? [.. VisitorFacts.ReadFrom(claims.RootElement, JsonValueKind.String).Where(claim => !_tokenClaims.Contains(claim.Key))]
                : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsSupported(JsonElement header) =>
        header.ValueKind == JsonValueKind.Object && header.TryGetProperty("alg", out var algorithm) && algorithm.ValueKind == JsonValueKind.String
        && algorithm.GetString() == "HS256" && !header.TryGetProperty("crit", out _);

    private bool IsInTime(JsonElement claims)
    {
        var now = time.GetUtcNow();
        return claims.ValueKind == JsonValueKind.Object
            && InstantOrNull(claims, "exp") is { } end && end > now && end <= now + LongestLife + _clockSkew
            && (!claims.TryGetProperty("nbf", out _) || InstantOrNull(claims, "nbf") <= now + _clockSkew);
    }

    private static DateTimeOffset? InstantOrNull(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
