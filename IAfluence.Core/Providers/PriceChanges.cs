namespace IAfluence.Core.Providers;

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
