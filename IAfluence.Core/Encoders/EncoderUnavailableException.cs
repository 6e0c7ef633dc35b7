using IAfluence.Core.Providers;

namespace IAfluence.Core.Encoders;

/// <summary>Why an encoder cannot encode.</summary>
public enum EncoderTrouble
{
    /// <summary>The encoder failed. The reason is in the log.</summary>
    Failed,

    /// <summary>The provider has no active model with the name in the settings.</summary>
    NotSetUp,

    /// <summary>The client does not allow the provider to process its texts. Texts of other clients are encoded.</summary>
    ProcessorNotAllowed,

    /// <summary>The quota of the model or its provider is used up, or the credit at the vendor.</summary>
    QuotaUsedUp,

    /// <summary>The vendor refuses the API key, or there is none.</summary>
    KeyRefused,

    /// <summary>The vendor is overloaded, asks for fewer calls, or responds too slowly.</summary>
    Busy,

    /// <summary>The vendor refuses these texts. Others may be accepted.</summary>
    TextsRefused,
}

/// <summary>The encoder cannot encode now. The message gives the reason, for the log.</summary>
public sealed class EncoderUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    public EncoderTrouble Trouble { get; init; }

    /// <summary>How the call of a provider failed; null when no call was made.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>How long the vendor asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
