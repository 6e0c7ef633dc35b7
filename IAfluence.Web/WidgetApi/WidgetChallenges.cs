using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.WidgetApi;

/// <summary>The answer to a challenge.</summary>
public sealed record PostChallenge(string? Salt, string? Answer);

/// <summary>A challenge: find a number n so that SHA-256 of <c>salt:n</c> starts with the given number of zero bits.</summary>
public sealed record ChallengeView(string Salt, int Bits);

/// <summary>
/// Creates challenges and checks their answers. A salt is encrypted and self-contained, so unanswered challenges need no storage. It contains
/// the chatbot and the sender's network, and is valid for five minutes and one message.
/// </summary>
public sealed class WidgetChallenges(
    ChallengePolicy challenges, PlatformDocuments<SpentChallenge> spent, IDataProtectionProvider protection, IOptions<RateLimitOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int MaxSaltCharacters = 1000;
    private const int MaxAnswerCharacters = 20;
    private const int Parts = 4;

    private readonly IDataProtector _protector = protection.CreateProtector("widget-challenge/v1");

    public async ValueTask<ChallengeView> MakeAsync(PublishedChatbot chatbot, IPAddress? address, CancellationToken ct)
    {
        var bits = Math.Max(ChallengePolicy.MinBits, await challenges.RequiredBitsAsync(chatbot, ct));
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var salt = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{chatbot.Chatbot.Id} {bits} {expires} {CallLimit.NetworkOf(address)}"));
        return new ChallengeView(salt, bits);
    }

    /// <returns>A check of the message's proof of work; null when rate limits are off.</returns>
    internal Func<CancellationToken, ValueTask<bool>>? ProofOrNull(PostChallenge? answered, PublishedChatbot chatbot, IPAddress? address) =>
        options.Value.Enabled ? _ => HoldsAsync(answered, chatbot, address) : null;

    private async ValueTask<bool> HoldsAsync(PostChallenge? answered, PublishedChatbot chatbot, IPAddress? address)
    {
        if (answered is not { Salt: { Length: > 0 and <= MaxSaltCharacters } salt, Answer: { Length: > 0 and <= MaxAnswerCharacters } answer }
            || !answer.All(char.IsAsciiDigit) || BitsOrNull(salt, chatbot, address) is not { } bits)
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{answer}"));
        if (ZeroBits(hash) < bits)
            return false;
        // Storing the salt makes it valid for one message in all processes.
        var id = new SpentChallengeId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt)).AsSpan(0, 16)));
        return await spent.Insert(new SpentChallenge { Id = id, ExpiresAt = time.GetUtcNow() + Lifetime }) == InsertResult.Inserted;
    }

    /// <returns>The number of bits; null when the salt is forged, expired, or of another chatbot or network.</returns>
    private int? BitsOrNull(string salt, PublishedChatbot chatbot, IPAddress? address)
    {
        try
        {
            var parts = _protector.Unprotect(salt).Split(' ', Parts);
            return parts.Length == Parts && parts[0] == chatbot.Chatbot.Id.Value && parts[3] == CallLimit.NetworkOf(address)
                && long.Parse(parts[2], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? int.Parse(parts[1], CultureInfo.InvariantCulture)
                : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static int ZeroBits(byte[] hash)
    {
        var bits = 0;
        foreach (var next in hash)
        {
            if (next != 0)
                return bits + BitOperations.LeadingZeroCount((uint)next << 24);
            bits += 8;
        }

        return bits;
    }
}
