namespace IAfluence.Core.Providers;

/// <summary>
/// What a model costs, in micro-dollars (millionths of a US dollar) for a million tokens, so that every list price is a whole
/// number: $0.15 for a million tokens is 150,000.
/// </summary>
/// <param name="PriceVersion">1, 2, 3 … of this model; a ledger entry names the one it was reckoned with.</param>
/// <param name="InputMicros">For prompt tokens.</param>
/// <param name="CachedInputMicros">For prompt tokens that the provider had cached; the input price where the vendor has none.</param>
/// <param name="OutputMicros">For the answer's tokens.</param>
public sealed record ModelPrice(long PriceVersion, long InputMicros, long CachedInputMicros, long OutputMicros)
{
    private const long TokensPerPrice = 1_000_000;

    public static readonly ModelPrice Free = new(1, 0, 0, 0);

    /// <summary>The cost in micro-dollars of one call, rounded half up once.</summary>
    /// <param name="inputTokens">All prompt tokens, the cached ones among them.</param>
    /// <param name="cachedInputTokens">Those of them that were cached.</param>
    public long CostMicros(long inputTokens, long cachedInputTokens, long outputTokens)
    {
        var cached = Math.Clamp(cachedInputTokens, 0, inputTokens);
        var total = ((Int128)(inputTokens - cached) * InputMicros) + ((Int128)cached * CachedInputMicros) + ((Int128)outputTokens * OutputMicros);
        return (long)((total + (TokensPerPrice / 2)) / TokensPerPrice);
    }
}
