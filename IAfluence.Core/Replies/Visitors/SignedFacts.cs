using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>
/// Reads what a site says of its visitor in a token that it signed: a JWT (RFC 7519) with HS256 and the chatbot's secret, no other
/// algorithm, and an end at most a day away.
/// </summary>
public sealed class SignedFacts(IdentitySecrets secrets, TimeProvider time)
{
    public const int MaxCharacters = 4096;

    /// <summary>An end further away makes a token worth stealing.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>How far clocks may lie apart.</summary>
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(2);

    private static readonly JsonDocumentOptions _json = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Of the registered claims, those that say something of the token and not of the visitor.</summary>
    private static readonly string[] _ofTheToken = ["iss", "aud", "jti"];

    /// <returns>The facts; none, and refused, where the token is not to be believed.</returns>
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
                ? [.. VisitorFacts.ReadFrom(claims.RootElement, JsonValueKind.String).Where(claim => !_ofTheToken.Contains(claim.Key))]
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
