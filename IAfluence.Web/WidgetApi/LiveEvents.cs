using IAfluence.Core.Replies.Handover;

namespace IAfluence.Web.WidgetApi;

/// <summary>What happens while a human is awaited or in play, as server-sent events. Only a human's messages have ids: they are what a reader goes on from.</summary>
public sealed class LiveEvents(IAsyncEnumerable<LiveEvent> events, IDisposable place, TimeProvider time) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = place;
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
            // A visitor who leaves is an ordinary ending.
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
