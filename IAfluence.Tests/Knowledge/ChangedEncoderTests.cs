using IAfluence.Core.Knowledge;
using IAfluence.Tests.Encoders;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Knowledge;

/// <summary>An embedding model that the vendor replaces under its name, and one that refuses some texts.</summary>
public sealed class ChangedEncoderTests : IAsyncLifetime
{
    private const string Question = "When does the bus leave?";

    private EmbeddingHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await EmbeddingHost.StartAsync();
        await _host.KnowsAsync("Bus", "The bus leaves at nine.");
        await _host.KnowsAsync("Bread", "A loaf costs four euros.");
        await _host.IndexAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Question_with_other_dimensions_has_the_vectors_of_the_chatbot_made_again()
    {
        Assert.True((await _host.AskAsync(Question)).Passages[0].Best.Length > 0);
        _host.Embeddings.Dimensions = 100;

        var meanwhile = await _host.AskAsync(Question);
        Assert.All(await _host.PassagesAsync(), passage => Assert.Null(passage.Encoder));
        await _host.IndexAsync();
        var afterwards = await _host.AskAsync(Question);

        // Until then the words find it, without a nearest sentence.
        Assert.Equal(("Bus", 0), (meanwhile.Passages[0].Title, meanwhile.Passages[0].Best.Length));
        Assert.Equal("Bus", afterwards.Passages[0].Title);
        Assert.True(afterwards.Passages[0].Best.Length > 0);
        Assert.All(await _host.PassagesAsync(), passage => Assert.Equal((_host.Encoder.Key, 104), (passage.Encoder!, passage.HeadingVector.Length)));
    }

    [Fact]
    public async Task New_text_with_other_dimensions_has_the_older_vectors_made_again()
    {
        _host.Embeddings.Dimensions = 100;
        await _host.KnowsAsync("Train", "The train leaves at ten.");
        await _host.IndexAsync();

        await _host.AskAsync(Question);
        Assert.Equal(["Train"], (await _host.PassagesAsync()).Where(passage => passage.Encoder is not null).Select(passage => passage.Title));
        await _host.IndexAsync();

        Assert.All(await _host.PassagesAsync(), passage => Assert.Equal((_host.Encoder.Key, 104), (passage.Encoder!, passage.HeadingVector.Length)));
        var calls = _host.Embeddings.Calls.Count;
        Assert.Equal("Bus", (await _host.AskAsync(Question)).Passages[0].Title);
        await _host.IndexAsync();
        Assert.Equal(calls + 1, _host.Embeddings.Calls.Count);
    }

    [Fact]
    public async Task Texts_of_a_client_that_does_not_allow_the_provider_do_not_hold_up_others()
    {
        var forbidding = await _host.Core.HasClientAsync("Another");
        var chatbot = await _host.Core.HasChatbotAsync(forbidding);
        await _host.ForbidsAsync(forbidding);
        for (var i = 0; i < 60; i++)
            await _host.KnowsAsync(forbidding, chatbot, $"Secret {i}", "A secret.");
        await _host.KnowsAsync("Train", "The train leaves at ten.");

        await _host.IndexAsync();

        Assert.All(await _host.PassagesAsync(), passage => Assert.NotNull(passage.Encoder));
        Assert.All(await _host.PassagesAsync(forbidding), passage => Assert.Null(passage.Encoder));
        Assert.DoesNotContain(_host.Embeddings.Texts, text => text.Contains("ecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_that_the_vendor_refuses_does_not_hold_up_others_and_is_tried_again()
    {
        _host.Embeddings.Enqueue([.. Enumerable.Repeat(EmbeddingsReply.TooLong, 4)]);
        await _host.KnowsAsync("Train", "The train leaves at ten.");
        await _host.KnowsAsync("Plane", "The plane leaves at two.");

        await _host.IndexAsync();
        Assert.Equal(3, (await _host.PassagesAsync()).Count(passage => passage.Encoder is not null));
        await _host.IndexAsync();

        Assert.Equal(4, (await _host.PassagesAsync()).Count(passage => passage.Encoder is not null));
    }

    [Fact]
    public async Task Encoder_in_which_everything_is_near_does_not_answer_everything()
    {
        await using var host = await EmbeddingHost.StartAsync();
        host.Embeddings.Background = 1.5f;
        await host.KnowsAsync("Bus", "The bus leaves at nine.");
        await host.KnowsAsync("Bread", "A loaf costs four euros.");
        await host.KnowsAsync("Garden", "Roses need water in summer.");
        await host.IndexAsync();

        var unrelated = await host.AskAsync("Do penguins dream?");
        var related = await host.AskAsync("The bus leaves when?");

        Assert.True(unrelated.Band < RetrievalBand.Answers, $"{unrelated.Band}");
        Assert.Equal(("Bus", RetrievalBand.Answers), (related.Passages[0].Title, related.Band));
    }
}
