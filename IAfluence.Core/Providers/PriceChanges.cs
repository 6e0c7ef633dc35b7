namespace IAfluence.Core.Providers;

/// <summary>A change of a model's price. Ledger entries keep the price with which they were calculated.</summary>
/// <param name="Before">The price before the change.</param>
/// <param name="After">The price after the change.</param>
/// <param name="By">The user who changed it; null for the bootstrap file.</param>
public sealed record PriceChange(ModelPrice Before, ModelPrice After, DateTimeOffset At, UserId? By);

/// <summary>Applies the rules of price changes.</summary>
internal static class PriceChanges
{
    /// <summary>Returns the model to write: a changed price gets the next version and is added to the changes.</summary>
    public static Model Noted(Model? before, Model after, UserId? by, DateTimeOffset now)
    {
        if (before is null)
            return after with { Price = after.Price with { PriceVersion = 1 } };
        var price = after.Price with { PriceVersion = before.Price.PriceVersion };
        if (price == before.Price)
            return after with { Price = price, PriceChanges = before.PriceChanges };
        price = price with { PriceVersion = before.Price.PriceVersion + 1 };
        return after with
        {
            Price = price,
            PriceChanges = [.. before.PriceChanges.TakeLast(Model.MaxPriceChanges - 1), new PriceChange(before.Price, price, now, by)],
        };
    }
}
