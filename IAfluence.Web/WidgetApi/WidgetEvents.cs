using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Sends a reply as server-sent events. Tokens are collected for a few milliseconds, so that several share one write and one flush. Only events
/// of the contract are sent.
/// </summary>
public sealed class WidgetEvents(IReplyReader reader, string visitorToken, ChatbotSettings settings, string locale, TimeProvider time) : IResult
{
    /// <summary>How long tokens are collected before they are sent. It is shorter than one frame of a screen, so visitors do not notice it.</summary>
    private static readonly TimeSpan CollectionDelay = TimeSpan.FromMilliseconds(4);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = reader;
        var ct = httpContext.RequestAborted;
        using var stream = EventStream.Begin(httpContext.Response, time);
        var batch = new List<ReplyEvent>();
        var streaming = false;
        try
        {
            while (true)
            {
                // The first tokens are sent at once. Later ones are collected for a few milliseconds, except at the end of the reply.
                if (streaming)
                    await reader.Ended.WaitAsync(CollectionDelay, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                batch.Clear();
                var number = reader.Position;
                if (!await stream.WaitAsync(reader.ReadAsync(batch, ct), ct))
                    break;
                foreach (var next in batch)
                    Write(stream, ++number, next);
                await stream.FlushAsync(ct);
                streaming |= batch.Exists(next => next is ReplyEvent.Token);
                if (batch[^1] is ReplyEvent.Done or ReplyEvent.Failed)
                    break;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // A visitor who disconnects is a normal end of the stream.
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
                var data = new DoneData(
                    done.MessageId.Value, WidgetViews.NameOf(done.FinishReason), WidgetViews.Of(done.Sources), WidgetViews.NameOf(done.Outcome), done.Suggestions);
                stream.Write("done", number, data, WidgetJson.Default.DoneData);
                break;
            case ReplyEvent.Failed failed:
                stream.Write("error", number, WidgetProblem.Of(failed.Code, locale, settings), ProblemJson.Default.Problem);
                break;
        }
    }
}
