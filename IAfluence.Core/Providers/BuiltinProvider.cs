namespace IAfluence.Core.Providers;

/// <summary>The provider that every installation has: its one model answers from the chatbot's knowledge and costs nothing.</summary>
public static class BuiltinProvider
{
    public const string Key = "builtin";

    /// <summary>Fixed, so that two processes that start at once make the same documents.</summary>
    public static readonly ProviderId ProviderId = new(Key);

    /// <inheritdoc cref="ProviderId"/>
    public static readonly ModelId ModelId = new(Key);
}
