using System.Globalization;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Providers;

/// <summary>
/// What a refusal teaches about a model. The words are those of OpenAI, Azure, Anthropic, Mistral, vLLM (whose chat templates speak too)
/// and Ollama; a lesson is only kept once the request it leads to was accepted.
/// </summary>
internal static partial class CapabilityLessons
{
    /// <summary>Every vendor takes a temperature of 1.</summary>
    private const double SafeTemperature = 1;

    private static readonly string[] RangeWords = ["range", "less than or equal", "greater than", "between", "must be <=", "maximum value", "above maximum", "≤"];

    /// <returns>What is known now; null when the refusal names nothing that could be done differently.</returns>
    public static ModelCapabilities? LearnOrNull(ModelCapabilities known, VendorError error)
    {
        // 400 and 422 are how servers refuse a form; nothing was computed, so asking again costs nothing.
        if (error.Status is not (400 or 422) || FailureTable.Of(error) != ProviderFailure.BadRequest)
            return null;
        if (error.Names("temperature") && !known.RefusesTemperature)
        {
            return known.MaxTemperature is null && Says(error, RangeWords)
                ? known with { MaxTemperature = SafeTemperature }
                : known with { RefusesTemperature = true };
        }

        if (error.Names("stream_options") && !known.RefusesStreamOptions)
            return known with { RefusesStreamOptions = true };
        if (error.Names("max_completion_tokens") && !known.WantsMaxCompletionTokens && !Says(error, "maximum", "at most"))
            return known with { WantsMaxCompletionTokens = true };
        if (error.Names("max_tokens") || error.Names("max_completion_tokens"))
            return LearnCeiling(known, error);
        if (!known.RefusesPrefill && Says(error, "prefill", "must end with a user message", "expected last role user", "last message must be from the user", "last message must have role"))
            return known with { RefusesPrefill = true };
        if (!known.WantsAlternatingTurns && Says(error, "roles must alternate", "must alternate between", "first message must use the", "after the optional system message", "multiple consecutive"))
            return known with { WantsAlternatingTurns = true };
        return !known.RefusesSystemRole && Says(error, "system role not supported", "system role is not supported", "does not support 'system'", "system messages are not", "developer instruction is not enabled", "unexpected role 'system'", "unexpected role \"system\"")
            ? known with { RefusesSystemRole = true }
            : null;
    }

    private static ModelCapabilities? LearnCeiling(ModelCapabilities known, VendorError error)
    {
        var ceiling = Ceiling().Match(error.Message);
        return ceiling.Success && int.TryParse(ceiling.Groups["most"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most > 0 && (known.MaxOutputTokens is null || most < known.MaxOutputTokens)
                ? known with { MaxOutputTokens = most }
                : null;
    }

    private static bool Says(VendorError error, params string[] words) => words.Any(word => error.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Anthropic: "max_tokens: 10000 > 4096, which is the maximum"; OpenAI: "supports at most 16384 completion tokens"; others: "must be less than or equal to `8192`".</summary>
    [GeneratedRegex(@"(?:> |at most |less than or equal to [`'""]?|<= ?)(?<most>\d{1,9})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ceiling();
}
