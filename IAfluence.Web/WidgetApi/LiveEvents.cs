using IAfluence.Core.Replies.Handover;

namespace IAfluence.Web.WidgetApi;

/// <summary>Live events during a handover, as server-sent events. Only a human's messages have ids, so a reader can continue after them.</summary>
public sealed class LiveEvents(IAsyncEnumerable<LiveEvent> events, IDisposable slot, TimeProvider time) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = slot;
        var ct = httpContext.RequestAborted;
        using var stream = EventStream.Begin(httpContext.Response, time);
        try
        {
            await using var reader = events.GetAsyncEnumerator(ct);
            while (await stream.WaitAsync(reader.MoveNextAsync(), ct))
            {
                Write(stream, reader.Current);
                await stream.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // A visitor who disconnects is a normal end of the stream.
        }
    }

    private static void Write(EventStream stream, LiveEvent next)
    {
        switch (next)
        {
            case LiveEvent.StateChanged state:
                stream.Write("state", null, new StateData(WidgetViews.NameOf(state.Now)), WidgetJson.Default.StateData);
                break;
            case LiveEvent.Typing typing:
                stream.Write("typing", null, new TypingData(typing.Name), WidgetJson.Default.TypingData);
                break;
            case LiveEvent.MessageSent(var message):
                stream.Write(
                    "message", message.Id.Value, new AgentMessageView(message.Id.Value, "agent", message.Text, message.At, message.AuthorName), WidgetJson.Default.AgentMessageView);
                break;
        }
    }
}
