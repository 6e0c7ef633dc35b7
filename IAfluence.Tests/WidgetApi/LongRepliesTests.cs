using IAfluence.Core.Replies.Running;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>A model that does not stop is stopped, and what it said is kept.</summary>
public sealed class LongRepliesTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Fact]
    public async Task An_answer_that_comes_as_one_huge_piece_is_cut_between_characters()
    {
        // An odd number of characters before pairs of them: the cut would fall into one.
        installation.Upstream.Enqueue(new StreamedReply(["a" + string.Concat(Enumerable.Repeat("🍞", 80_000))]));

        await AssertCutAsync(ReplyRun.MaxCharacters - 1);
    }

    [Fact]
    public async Task An_answer_of_endless_single_characters_still_fits_into_the_store()
    {
        installation.Upstream.Enqueue(new StreamedReply([.. Enumerable.Repeat("餅", ReplyRun.MaxCharacters + 50)]));

        await AssertCutAsync(ReplyRun.MaxCharacters);
    }

    private async Task AssertCutAsync(int length)
    {
        var visitor = installation.NewVisitor("normal");
        var reply = await visitor.AskAsync("Tout, s’il vous plaît");

        Assert.Equal("length", reply.Done?.Text("finishReason"));
        Assert.Equal(length, reply.Text.Length);
        Assert.Equal(reply.Text, (await visitor.HistoryAsync())[1].GetProperty("text").GetString());
    }
}
