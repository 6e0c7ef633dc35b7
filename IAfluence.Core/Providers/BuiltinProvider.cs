namespace IAfluence.Core.Providers;

/// <summary>The provider of every installation. Its only model replies from the chatbot's knowledge and costs nothing.</summary>
public static class BuiltinProvider
{
    public const string Key = "builtin";

    /// <summary>A fixed id, so that two processes that start at the same time create the same documents.</summary>
    public static readonly ProviderId ProviderId = new(Key);

    /// <inheritdoc cref="ProviderId"/>
    public static readonly ModelId ModelId = new(Key);
}
