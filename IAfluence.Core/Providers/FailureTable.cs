using System.Collections.Frozen;

namespace IAfluence.Core.Providers;

/// <summary>
/// Maps a vendor's error to a <see cref="ProviderFailure"/>. The rules are tried in order, and the first that matches decides. Error codes and types come
/// before message texts, and both come before the bare status, because vendors use the same status for different faults (429 is a used-up credit or a
/// rate limit). A few message texts come before the codes, because they are more precise than the code of the same error. The consequences are defined by
/// <see cref="FailurePolicy"/>.
/// </summary>
internal static class FailureTable
{
    /// <summary>An error inside a stream or a successful response.</summary>
    private const int Ok = 200;

    /// <param name="Statuses">The statuses to which the rule is limited; empty for any.</param>
    /// <param name="Names">Error codes or types; one match is enough.</param>
    /// <param name="Words">Parts of the message; one match is enough.</param>
    private sealed record Rule(ProviderFailure Failure, int[] Statuses, string[] Names, string[] Words)
    {
        private readonly FrozenSet<string> _names = Names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

        public bool Fits(VendorError error) =>
            (Statuses.Length == 0 || Statuses.Contains(error.Status) || (error.Status == Ok && Words.Length > 0))
            && ((Names.Length == 0 && Words.Length == 0)
                || _names.Contains(error.Code)
                || error.Type.Split(' ').Any(_names.Contains)
                || Words.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
    }

    private static readonly Rule[] Rules =
    [
        // A single request above the limit per minute (Groq 413, OpenAI 429) is reported as a rate limit. Waiting does not help; a shorter prompt does.
        Worded(ProviderFailure.ContextTooLong, [413, 429], "request too large for"),
        // Anthropic reports a spending limit as a rate limit or as an invalid request.
        Worded(ProviderFailure.QuotaExhausted, [400, 402, 403, 429],
            "credit balance", "exceeded your current quota", "spend limit", "spending limit", "spend cap", "usage limit"),
        // Mistral's tiers and Azure's regions share capacity: the model is overloaded, the caller is not too fast.
        Worded(ProviderFailure.Overloaded, [429], "capacity exceeded", "overloaded", "at capacity", "no capacity", "high demand"),
        Worded(ProviderFailure.Authentication, [403, 429], "organization has been disabled", "organization has been restricted"),

        Named(ProviderFailure.ContentRefused,
            "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "content_moderation", "moderation_blocked", "data_inspection_failed"),
        Named(ProviderFailure.QuotaExhausted,
            "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error", "credit_limit_reached", "insufficient_balance",
            "enforced_spend_limit_reached", "blocked_api_access", "payment_required", "quota_exceeded"),
        Named(ProviderFailure.ContextTooLong,
            "context_length_exceeded", "string_above_max_length", "exceed_context_size_error", "request_too_large", "context_window_exceeded"),
        Named(ProviderFailure.Authentication,
            "invalid_api_key", "invalid_authentication", "authentication_error", "permission_error", "permission_denied", "PermissionDenied", "account_deactivated",
            "organization_restricted", "invalid_organization", "mismatched_organization", "ip_not_authorized", "unsupported_country_region_territory",
            "AuthenticationError", "Unauthorized"),
        Named(ProviderFailure.Overloaded,
            "overloaded_error", "overloaded", "engine_overloaded", "service_unavailable", "service_unavailable_error", "ServiceUnavailable", "ServiceUnavailableError",
            "model_overloaded", "UNAVAILABLE", "unavailable_error", "service_tier_capacity_exceeded", "capacity_exceeded", "flex_capacity_exceeded", "NoCapacity"),
        Named(ProviderFailure.RateLimited,
            "rate_limit_exceeded", "rate_limit_error", "rate_limited", "RateLimitReached", "tokens_limit_exceeded", "too_many_requests", "TooManyRequests", "RateLimitError", "slow_down"),
        Named(ProviderFailure.Timeout, "timeout", "timeout_error", "request_timeout", "RequestTimeout", "gateway_timeout"),
        Named(ProviderFailure.BadRequest,
            "model_not_found", "not_found_error", "DeploymentNotFound", "NotFoundError", "OperationNotSupported", "model_decommissioned", "model_not_active", "invalid_model",
            "unsupported_parameter", "unsupported_value"),
        // LM Studio sends this with status 200.
        Worded(ProviderFailure.BadRequest, [400, 404], "unexpected endpoint or method"),

        Worded(ProviderFailure.ContextTooLong, [400, 413, 422, 500],
            "maximum context length", "context window", "context length", "context size", "context limit", "prompt is too long", "input is too long", "too many tokens", "reduce the length",
            "max_tokens must be at least 1, got -", "max_completion_tokens must be at least 1, got -", "exceeds the maximum number of tokens", "input length"),
        Worded(ProviderFailure.QuotaExhausted, [400, 402, 403, 429],
            "insufficient balance", "check your billing", "billing hard limit", "billing details", "out of credits", "call volume quota", "not enough credits"),
        Worded(ProviderFailure.ContentRefused, [400, 403, 422],
            "content management policy", "content policy", "content filtering policy", "usage policy", "usage policies", "safety system", "flagged as"),
        Worded(ProviderFailure.Authentication, [400, 404], "API key not valid", "invalid api key", "incorrect api key", "invalid x-api-key"),
        Worded(ProviderFailure.Timeout, [500, 502], "timed out", "timeout was reached"),
        Worded(ProviderFailure.Overloaded, [500, 502, 503, 529],
            "overloaded", "at capacity", "requires more system memory", "out of memory", "loading model", "server busy", "model is loading", "maximum pending requests"),

        OfStatus(ProviderFailure.Authentication, 401, 403, 407),
        OfStatus(ProviderFailure.QuotaExhausted, 402),
        // 522 and 524 come from the network in front of the vendor.
        OfStatus(ProviderFailure.Timeout, 408, 504, 522, 524),
        OfStatus(ProviderFailure.ContextTooLong, 413),
        OfStatus(ProviderFailure.RateLimited, 429),
        // Groq sends 498 when its flexible tier has no capacity.
        OfStatus(ProviderFailure.Overloaded, 498, 503, 529),
        OfStatus(ProviderFailure.Transient, 409, 425, 499),
        OfStatus(ProviderFailure.BadRequest, 400, 404, 405, 406, 410, 415, 422),
        new(ProviderFailure.BadRequest, [Ok], ["invalid_request_error", "BadRequestError"], []),
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
            // An error inside a successful response is a fault of the vendor.
            Ok => ProviderFailure.Transient,
            _ => ProviderFailure.Unknown,
        };
    }

    private static Rule Named(ProviderFailure failure, params string[] names) => new(failure, [], names, []);

    private static Rule Worded(ProviderFailure failure, int[] statuses, params string[] words) => new(failure, statuses, [], words);

    private static Rule OfStatus(ProviderFailure failure, params int[] statuses) => new(failure, statuses, [], []);
}
