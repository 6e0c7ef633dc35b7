namespace IAfluence.Core.Providers;

/// <summary>A change of a model's price. Ledger entries keep the price with which they were calculated.</summary>
/// <param name="Before">The price before the change.</param>
/// <param name="After">The price after the change.</param>
/// <param name="By">The user who changed it; null for the bootstrap file.</param>
public sealed record PriceChange(ModelPrice Before, ModelPrice After, DateTimeOffset At, UserId? By);
