namespace IAfluence.Core.Providers;

/// <summary>
/// The price of a model, in micro-dollars (millionths of a US dollar) per million tokens, so that every list price is a whole number: $0.15 per million
/// tokens is 150,000.
/// </summary>
/// <param name="PriceVersion">Counts from 1 for each model. A ledger entry stores the version with which its cost was calculated.</param>
/// <param name="InputMicros">The price of prompt tokens.</param>
/// <param name="CachedInputMicros">The price of cached prompt tokens; equal to the input price when the vendor has no separate price.</param>
/// <param name="OutputMicros">The price of completion tokens.</param>
public sealed record ModelPrice(long PriceVersion, long InputMicros, long CachedInputMicros, long OutputMicros)
{
    private const long TokensPerPrice = 1_000_000;

    public static readonly ModelPrice Free = new(1, 0, 0, 0);

    /// <summary>Calculates the cost of one call in micro-dollars, rounded half up once.</summary>
    /// <param name="inputTokens">All prompt tokens, including cached ones.</param>
    /// <param name="cachedInputTokens">The cached prompt tokens, which are part of <paramref name="inputTokens"/>.</param>
    public long CostMicros(long inputTokens, long cachedInputTokens, long outputTokens)
    {
        var cached = Math.Clamp(cachedInputTokens, 0, inputTokens);
        var total = ((Int128)(inputTokens - cached) * InputMicros) + ((Int128)cached * CachedInputMicros) + ((Int128)outputTokens * OutputMicros);
        return (long)((total + (TokensPerPrice / 2)) / TokensPerPrice);
    }
}
