using System.Collections.Frozen;

namespace IAfluence.Core.Providers;

/// <summary>
/// How a vendor's error reads in the router's terms. The rules are tried in order and the first that fits decides: what a vendor names
/// comes before what it words, and both before the bare status, because vendors share statuses between faults that want different answers
/// (429 is a used-up credit for one and a pace for another).
/// </summary>
internal static class FailureTable
{
    /// <param name="Failure">What it is.</param>
    /// <param name="Statuses">The statuses it is limited to; none for any.</param>
    /// <param name="Names">Codes or types, any of which fits.</param>
    /// <param name="Words">Pieces of the message, any of which fits.</param>
    private sealed record Rule(ProviderFailure Failure, int[] Statuses, string[] Names, string[] Words)
    {
        private readonly FrozenSet<string> _names = Names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

        public bool Fits(VendorError error) =>
            (Statuses.Length == 0 || Statuses.Contains(error.Status))
            && ((Names.Length == 0 && Words.Length == 0)
                || _names.Contains(error.Code)
                || error.Type.Split(' ').Any(_names.Contains)
                || Words.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
    }

    private static readonly Rule[] Rules =
    [
        Named(ProviderFailure.ContentRefused, "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "content_moderation"),
        Named(ProviderFailure.QuotaExhausted, "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "credit_limit_reached", "insufficient_balance"),
        Named(ProviderFailure.ContextTooLong, "context_length_exceeded", "string_above_max_length", "exceed_context_size_error"),
        Named(ProviderFailure.Authentication, "invalid_api_key", "invalid_authentication", "authentication_error", "permission_error", "account_deactivated"),
        Named(ProviderFailure.RateLimited, "rate_limit_exceeded", "rate_limit_error", "tokens_limit_exceeded", "too_many_requests"),
        Named(ProviderFailure.Overloaded, "overloaded_error", "overloaded", "engine_overloaded", "service_unavailable", "model_overloaded", "UNAVAILABLE"),
        Named(ProviderFailure.BadRequest, "model_not_found"),

        Worded(ProviderFailure.ContextTooLong, [400, 413, 422, 500], "maximum context length", "context window", "context length", "context size", "too many tokens", "reduce the length"),
        Worded(ProviderFailure.QuotaExhausted, [400, 402, 403, 429], "exceeded your current quota", "credit balance", "insufficient balance", "billing", "out of credits", "spending limit"),
        Worded(ProviderFailure.ContentRefused, [400, 403], "content management policy", "content policy", "flagged"),
        Worded(ProviderFailure.Authentication, [400], "API key not valid", "invalid api key"),
        Worded(ProviderFailure.Overloaded, [429, 500, 502, 529], "overloaded", "at capacity"),

        OfStatus(ProviderFailure.Authentication, 401, 403),
        OfStatus(ProviderFailure.QuotaExhausted, 402),
        OfStatus(ProviderFailure.Timeout, 408, 504),
        OfStatus(ProviderFailure.ContextTooLong, 413),
        OfStatus(ProviderFailure.RateLimited, 429),
        OfStatus(ProviderFailure.Overloaded, 503, 529),
        OfStatus(ProviderFailure.BadRequest, 400, 404, 405, 415, 422),
    ];

    public static ProviderFailure Of(VendorError error)
    {
        foreach (var rule in Rules)
        {
            if (rule.Fits(error))
                return rule.Failure;
        }

        return error.Status switch
        {
            >= 500 => ProviderFailure.Transient,
            // An error where an answer was promised: what failed was on the vendor's side.
            200 => ProviderFailure.Transient,
            _ => ProviderFailure.Unknown,
        };
    }

    private static Rule Named(ProviderFailure failure, params string[] names) => new(failure, [], names, []);

    private static Rule Worded(ProviderFailure failure, int[] statuses, params string[] words) => new(failure, statuses, [], words);

    private static Rule OfStatus(ProviderFailure failure, params int[] statuses) => new(failure, statuses, [], []);
}
