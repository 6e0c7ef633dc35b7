using System.Globalization;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Providers;

/// <summary>
/// Derives from an error response what a model does not accept. The texts are those of OpenAI, Azure, Anthropic, Mistral, vLLM (including its chat
/// templates) and Ollama. A capability is stored only after the adapted request was accepted.
/// </summary>
internal static partial class CapabilityErrors
{
    /// <summary>A temperature of 1 is accepted by every vendor.</summary>
    private const double SafeTemperature = 1;

    private static readonly string[] RangeWords = ["range", "less than or equal", "greater than", "between", "must be <=", "maximum value", "above maximum", "≤"];

    /// <returns>The updated capabilities; null when the error gives no hint of what to change.</returns>
    public static ModelCapabilities? LearnOrNull(ModelCapabilities known, VendorError error)
    {
        // Servers reject the form of a request with 400 or 422. Nothing was computed, so repeating the request costs nothing.
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
