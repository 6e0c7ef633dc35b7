using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Encoders;

/// <summary>Configures the sentence encoder that retrieval uses.</summary>
public sealed class EncoderOptions : IValidatableObject
{
    public const string SectionName = "Encoder";

    /// <summary>The values of <see cref="Kind"/>.</summary>
    public const string Builtin = "builtin", FromProvider = "provider", None = "none";

    public const int MinDimensions = 8;
    public const int MaxDimensions = 8192;

    /// <summary>
    /// <c>builtin</c>: all-MiniLM-L6-v2 in this process, 135 MB of memory from the first question on. <c>provider</c>: an embedding model of a
    /// provider. <c>none</c>: texts are found by their words alone.
    /// </summary>
    public string Kind { get => field; set => field = string.IsNullOrWhiteSpace(value) ? Builtin : value.Trim().ToLowerInvariant(); } = Builtin;

    /// <summary>The key of the provider. Required with <c>provider</c>.</summary>
    public string? Provider { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>The name of the embedding model in the provider's API. The provider must have an active model of this name, with its price. Required with <c>provider</c>.</summary>
    public string? Model { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>The length of the vectors, for models that support several; null for the model's own.</summary>
    public int? Dimensions { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind is not (Builtin or FromProvider or None))
            yield return new ValidationResult($"Encoder:Kind: '{Kind}' is not a valid value. Use one of: builtin, provider, none.");
        if (Kind == FromProvider)
        {
            if (Provider is null)
                yield return new ValidationResult("Encoder:Provider: a provider is required when Encoder:Kind is 'provider'. Set the key of a provider, for example 'main'.");
            else if (Provider == BuiltinProvider.Key)
                yield return new ValidationResult("Encoder:Provider: the built-in provider has no embeddings. Set Encoder:Kind to 'builtin', or use the key of another provider.");
            else if (!Keys.IsKey(Provider))
                yield return new ValidationResult($"Encoder:Provider: '{Provider}' is not a valid key. Use the key that the provider has in the admin or in the bootstrap file.");
            if (Model is null)
                yield return new ValidationResult("Encoder:Model: a model is required when Encoder:Kind is 'provider'. Set its name at the vendor, for example 'text-embedding-3-small'.");
            if (Dimensions is < MinDimensions or > MaxDimensions)
                yield return new ValidationResult($"Encoder:Dimensions: the value is out of range. Use an integer from {MinDimensions} to {MaxDimensions}, or leave it empty for the model's own.");
        }
        else if (FirstSetName() is { } given)
        {
            // A configured model suggests that the operator expects it to be called.
            yield return new ValidationResult($"Encoder:{given}: the setting has no effect while Encoder:Kind is '{Kind}'. Set Encoder:Kind to 'provider', or remove the setting.");
        }
    }

    private string? FirstSetName() =>
        Provider is not null ? nameof(Provider) : Model is not null ? nameof(Model) : Dimensions is not null ? nameof(Dimensions) : null;
}
