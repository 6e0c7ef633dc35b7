using System.Globalization;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Providers;

/// <summary>Reads how long a vendor asks to wait: from the Retry-After headers, from the headers of a used-up limit, or from the message.</summary>
internal static partial class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The headers with the remaining amount and the reset time of a limit: first those of OpenAI, Azure and Groq, then Anthropic's.</summary>
    private static readonly (string Remaining, string Reset)[] Limits =
    [
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
        ("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
        ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
        ("anthropic-ratelimit-input-tokens-remaining", "anthropic-ratelimit-input-tokens-reset"),
        ("anthropic-ratelimit-output-tokens-remaining", "anthropic-ratelimit-output-tokens-reset"),
    ];

    /// <param name="response">The response with its headers; null for none.</param>
    /// <param name="time">The clock for absolute times.</param>
    /// <returns>Null when the vendor gives no usable time.</returns>
    public static TimeSpan? Of(HttpResponseMessage? response, VendorError error, TimeProvider time)
    {
        var wait = (response is null ? null : OfHeaders(response, time)) ?? OfWords(error.Message, time.GetUtcNow());
        return wait is not { } asked ? null : asked < TimeSpan.Zero ? TimeSpan.Zero : asked > Longest ? Longest : asked;
    }

    private static TimeSpan? OfHeaders(HttpResponseMessage response, TimeProvider time)
    {
        if (Header(response, "retry-after-ms") is { } milliseconds && Number(milliseconds) is { } count)
            return TimeSpan.FromMilliseconds(count);
        if (Header(response, "Retry-After") is { } after && Number(after) is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        if (response.Headers.RetryAfter?.Date is { } date)
            return date - time.GetUtcNow();

        // The headers of a limit are part of every response. They mean a wait only when the limit is used up; the longest one counts.
        TimeSpan? longest = null;
        foreach (var (remaining, reset) in Limits)
        {
            if (Header(response, remaining) is not { } left || Number(left) is not 0 || Header(response, reset) is not { } at)
                continue;
            var wait = Number(at) is { } plain ? TimeSpan.FromSeconds(plain)
                : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant - time.GetUtcNow()
                : Duration(at);
            if (wait is not null && (longest is null || wait > longest))
                longest = wait;
        }

        return longest;
    }

    private static TimeSpan? OfWords(string message, DateTimeOffset now)
    {
        if (TryAgainIn().Match(message) is { Success: true } wait)
            return Duration(wait.Groups["wait"].Value);
        return RegainAccess().Match(message) is { Success: true } regain
            && DateTimeOffset.TryParse($"{regain.Groups["day"].Value} {regain.Groups["hour"].Value}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant - now
                : null;
    }

    /// <summary>"7m12.5s", "1h2m", "6ms", "20 seconds", "01:17:05".</summary>
    private static TimeSpan? Duration(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null;
        TimeSpan? sum = null;
        foreach (Match part in DurationPart().Matches(text))
        {
            if (Number(part.Groups["count"].Value) is not { } count)
                return null;
            var unit = part.Groups["unit"].Value;
            var seconds = unit switch
            {
                "ms" => 0.001,
                _ when unit.StartsWith("d", StringComparison.OrdinalIgnoreCase) => 86_400,
                _ when unit.StartsWith("h", StringComparison.OrdinalIgnoreCase) => 3_600,
                _ when unit.StartsWith("m", StringComparison.OrdinalIgnoreCase) => 60,
                _ => 1,
            };
            sum = (sum ?? TimeSpan.Zero) + TimeSpan.FromSeconds(Math.Min(count * seconds, Longest.TotalSeconds));
        }

        return sum;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e9 ? number : null;

    /// <summary>OpenAI and Groq: "Please try again in 7m12.5s."; Azure: "Please retry after 12 seconds.", "Quota will be replenished in 01:17:05."</summary>
    [GeneratedRegex(@"(?:try again in|retry after|retry in|replenished in) (?<wait>\d+:\d+:\d+|(?:\d+(?:\.\d+)? ?(?:ms|days?|hours?|minutes?|seconds?|d|h|m|s)\b ?|\d+(?:\.\d+)?(?:ms|d|h|m|s))+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TryAgainIn();

    /// <summary>Anthropic: "You will regain access on 2026-09-01 at 00:00 UTC."</summary>
    [GeneratedRegex(@"regain access on (?<day>\d{4}-\d{2}-\d{2}) at (?<hour>\d{2}:\d{2}) UTC", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RegainAccess();

    [GeneratedRegex(@"(?<count>\d+(?:\.\d+)?) ?(?<unit>ms|days?|hours?|minutes?|seconds?|d|h|m|s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DurationPart();
}
