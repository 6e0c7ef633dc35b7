using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class TranscriptTests
{
    [Fact]
    public async Task The_transcript_of_a_long_conversation_goes_to_its_end()
    {
        await using var app = await IAfluenceApp.StartWithMartinAsync();
        var visitor = app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        await FillAsync(app, 1100);

        using var response = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/transcript");

        var bytes = await response.Content.ReadAsByteArrayAsync();
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal("\uFEFFAssistant Martin", lines[0].Split(" — ")[0]);
        Assert.Equal(Enumerable.Range(0, 1100).Select(number => $"Ligne {number}"), lines.Where(line => line.StartsWith("Ligne ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.Contains('\uFEFF', StringComparison.Ordinal));
    }

    /// <summary>More messages of the visitor's, after those that the one conversation has.</summary>
    private static async Task FillAsync(IAfluenceApp app, int count)
    {
        var first = (await app.StoredAsync<Message>()).First(message => message.Role == MessageRole.Visitor);
        await app.HasStoredAsync(Enumerable.Range(0, count).Select(number => first with
        {
            Id = NewId.Of<MessageId>(app.Time),
            Text = $"Ligne {number}",
            At = first.At.AddMinutes(1).AddSeconds(number),
            ClientMessageId = null,
            ReplyId = null,
        }));
    }
}
