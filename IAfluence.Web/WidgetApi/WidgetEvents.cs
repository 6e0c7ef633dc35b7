using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// A reply as server-sent events. What has come together leaves in one write and one flush, and where words come faster than any eye
/// follows, they are given a few milliseconds to come together. Every event is of the contract; anything else cannot be written.
/// </summary>
public sealed class WidgetEvents(IReplyReader reader, string visitorToken, ChatbotSettings settings, string locale, TimeProvider time) : IResult
{
    /// <summary>How long words that follow each other at once are gathered before they leave; far less than a frame of a screen.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = reader;
        var ct = httpContext.RequestAborted;
        using var stream = EventStream.Begin(httpContext.Response, time);
        var batch = new List<ReplyEvent>();
        var speaking = false;
        try
        {
            while (true)
            {
                // The first words leave at once; from then on, words that come within a few milliseconds leave together. The last wait for none.
                if (speaking)
                    await reader.Ended.WaitAsync(Gathering, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                batch.Clear();
                var number = reader.Position;
                if (!await stream.WaitAsync(reader.ReadAsync(batch, ct), ct))
                    break;
                foreach (var next in batch)
                    Write(stream, ++number, next);
                await stream.FlushAsync(ct);
                speaking |= batch.Exists(next => next is ReplyEvent.Token);
                if (batch[^1] is ReplyEvent.Done or ReplyEvent.Failed)
                    break;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // A visitor who leaves is an ordinary ending.
        }
    }

    private void Write(EventStream stream, int number, ReplyEvent next)
    {
        switch (next)
        {
            case ReplyEvent.Start start:
                stream.Write("start", number, new StartData(start.ConversationId.Value, start.MessageId.Value, visitorToken), WidgetJson.Default.StartData);
                break;
            case ReplyEvent.Token token:
                stream.Write("token", number, new TokenData(token.Text), WidgetJson.Default.TokenData);
                break;
            case ReplyEvent.Done done:
                stream.Write("done", number, new DoneData(done.MessageId.Value, WidgetViews.NameOf(done.FinishReason), WidgetViews.Of(done.Sources)), WidgetJson.Default.DoneData);
                break;
            case ReplyEvent.Failed failed:
                stream.Write("error", number, WidgetProblem.Of(failed.Code, locale, settings), ProblemJson.Default.Problem);
                break;
        }
    }
}
