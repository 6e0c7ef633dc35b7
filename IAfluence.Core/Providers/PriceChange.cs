namespace IAfluence.Core.Providers;

/// <summary>One change of a model's price. Entries of the ledger keep the price they were reckoned with, whatever is changed here.</summary>
/// <param name="Before">What it cost until then.</param>
/// <param name="After">What it costs since.</param>
/// <param name="By">Who changed it; null for the bootstrap file.</param>
public sealed record PriceChange(ModelPrice Before, ModelPrice After, DateTimeOffset At, UserId? By);
