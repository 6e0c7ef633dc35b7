using System.Text.Json;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Tests.Knowledge;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Encoders;

/// <summary>The built-in encoder behind the embeddings API of a loopback provider finds what it finds in this process.</summary>
public sealed class SameRankingTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public async Task Texts_are_ranked_alike_in_the_process_and_through_a_provider()
    {
        using var builtin = new BuiltinEncoder(Path.Combine(AppContext.BaseDirectory, "encoders", "all-MiniLM-L6-v2"));
        await using var store = await KnowledgeStore.OpenAsync(builtin);
        var chatbot = await store.HasChatbotAsync(KnowledgeStore.Martin, "shop");
        await using var host = await EmbeddingHost.StartAsync();
        host.Embeddings.Encoder = texts => builtin.EncodeAsync(
            new EncodingRequest(host.Client.Id, host.Chatbot.Id, texts, "en", texts.Count == 1 ? EncodingUse.Question : EncodingUse.Passage), default);
        using var shop = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "IAfluence.Benchmarks", "Knowledge", "Matters", "shop.en.json")));
        foreach (var page in shop.RootElement.GetProperty("sections").EnumerateArray().GroupBy(section => section.GetProperty("text").GetString()!))
        {
            var markdown = string.Join("\n\n", page.Select(section => $"## {section.GetProperty("heading")}\n\n{section.GetProperty("body")}"));
            await store.KnowsAsync(KnowledgeStore.Martin, chatbot, page.Key, markdown, "en");
            await host.KnowsAsync(page.Key, markdown);
        }

        await store.Indexer.RunAsync(default);
        await host.IndexAsync();

        var (asked, different) = (0, new List<string>());
        foreach (var question in shop.RootElement.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("question").GetString()!))
        {
            var expected = (await store.AskAsync(KnowledgeStore.Martin, chatbot, question, "en")).Take(3).Select(passage => passage.Name).ToList();
            var found = (await host.AskAsync(question)).Passages.Take(3).Select(passage => passage.Name).ToList();
            asked++;
            if (!expected.SequenceEqual(found))
                different.Add($"{question}: {string.Join(" | ", expected)} -> {string.Join(" | ", found)}");
        }

        output.WriteLine(string.Join('\n', different));
        output.WriteLine($"background {(await host.Core.Get<PassageVectors>().LoadOrNullAsync(host.Client.Id, host.Chatbot.Id, host.Encoder.Key, default))!.Background}");
        Assert.True(asked >= 30);
        Assert.Equal("", string.Join('\n', different));
    }
}
