using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Encoders;
using IAfluence.Core.Providers;

namespace IAfluence.Tests.Encoders;

public sealed class EncoderRulesTests
{
    [Theory]
    [InlineData("builtin", null, null, null)]
    [InlineData("none", null, null, null)]
    [InlineData("", "", " ", null)]
    [InlineData("Provider", "main", "text-embedding-3-small", null)]
    [InlineData("provider", "main", "text-embedding-3-small", 512)]
    public void Settings_that_fit_together_are_accepted(string kind, string? provider, string? model, int? dimensions) =>
        Assert.Empty(Faults(new EncoderOptions { Kind = kind, Provider = provider, Model = model, Dimensions = dimensions }));

    [Theory]
    [InlineData("minilm", null, null, null, "Encoder:Kind: 'minilm' is not a valid value. Use one of: builtin, provider, none.")]
    [InlineData("provider", null, "m", null, "Encoder:Provider: a provider is required")]
    [InlineData("provider", "main", null, null, "Encoder:Model: a model is required")]
    [InlineData("provider", "builtin", "m", null, "Encoder:Provider: the built-in provider has no embeddings.")]
    [InlineData("provider", "Open AI", "m", null, "Encoder:Provider: 'Open AI' is not a valid key.")]
    [InlineData("provider", "main", "m", 4, "Encoder:Dimensions: the value is out of range. Use an integer from 8 to 8192")]
    [InlineData("builtin", "main", null, null, "Encoder:Provider: the setting has no effect while Encoder:Kind is 'builtin'.")]
    [InlineData("none", null, "m", null, "Encoder:Model: the setting has no effect while Encoder:Kind is 'none'.")]
    [InlineData("builtin", null, null, 512, "Encoder:Dimensions: the setting has no effect")]
    public void Settings_that_contradict_each_other_say_what_to_do(string kind, string? provider, string? model, int? dimensions, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Faults(new EncoderOptions { Kind = kind, Provider = provider, Model = model, Dimensions = dimensions })), StringComparison.Ordinal);

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("bread", 48, "bread")]
    [InlineData("aaaaaaaaaaaa", 1, "aaaa")]
    [InlineData("🍰🍰", 2, "🍰")]
    [InlineData("🍰🍰", 3, "🍰")]
    public void Texts_are_cut_by_estimated_tokens_and_not_within_a_character(string text, long tokens, string cut) =>
        Assert.Equal(cut, text[..TokenEstimator.LengthOf(text, tokens)]);

    [Fact]
    public void Batches_hold_so_many_texts_and_tokens_and_every_text_once()
    {
        var longText = string.Concat(Enumerable.Repeat("word ", 2_500));
        string[] texts = [.. Enumerable.Range(0, 70).Select(number => $"t{number}"), longText, longText, longText, "last"];

        var batches = EncodingBatches.Of(texts).ToList();

        Assert.Equal([64, 8, 2], batches.Select(batch => batch.Count));
        Assert.Equal(texts, batches.SelectMany(batch => batch));
        Assert.All(batches, batch => Assert.True(batch.Sum(text => TokenEstimator.Estimate(text)) <= EncodingBatches.MaxTokens));
        Assert.Empty(EncodingBatches.Of([]));
    }

    [Fact]
    public void One_text_above_the_tokens_of_a_batch_is_sent_by_itself()
    {
        var giant = string.Concat(Enumerable.Repeat("word ", 20_000));

        Assert.Equal([1, 1, 1], EncodingBatches.Of(["a", giant, "b"]).Select(batch => batch.Count));
    }

    [Fact]
    public void Vectors_get_length_one()
    {
        var vectors = EncodedVectors.Checked([[3f, 4f], [0f, -2f]], 2, 2);

        Assert.Equal([0.6f, 0.8f], vectors[0]);
        Assert.Equal([0f, -1f], vectors[1]);
    }

    private static IReadOnlyList<string?> Faults(EncoderOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage)];
    }
}
