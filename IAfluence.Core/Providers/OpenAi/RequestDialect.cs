namespace IAfluence.Core.Providers.OpenAi;

/// <summary>What one model of one server has said it does not take; learnt from its refusals, for the life of the process.</summary>
internal sealed record RequestDialect(bool Temperature = true, bool StreamOptions = true, bool MaxCompletionTokens = false)
{
    /// <summary>The dialect that avoids what an error names; null when it names nothing that can be left out.</summary>
    public RequestDialect? LearnFrom(VendorError error)
    {
        // 400 and 422 are how servers refuse a parameter; nothing was computed, so asking again costs nothing.
        if (error.Status is not (400 or 422))
            return null;
        if (Temperature && error.Names("temperature"))
            return this with { Temperature = false };
        if (StreamOptions && error.Names("stream_options"))
            return this with { StreamOptions = false };
        return !MaxCompletionTokens && error.Names("max_completion_tokens") ? this with { MaxCompletionTokens = true } : null;
    }
}
