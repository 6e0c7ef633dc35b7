namespace IAfluence.Core.Providers;

/// <summary>What holds for prices however they are changed.</summary>
internal static class PriceChanges
{
    /// <summary>The model as it is to be written: a changed price has the next version and stands among the changes.</summary>
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
