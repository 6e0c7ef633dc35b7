using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IAfluence.Core.Replies.Handover;

namespace IAfluence.Web.WidgetApi;

/// <summary>What happens while a human is awaited or in play, as server-sent events. Only a human's messages have ids: they are what a reader goes on from.</summary>
public sealed class LiveEvents(IAsyncEnumerable<LiveEvent> events, IDisposable place, TimeProvider time) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var _ = place;
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await using var reader = events.GetAsyncEnumerator(ct);
            while (await NextAsync(reader, response.BodyWriter, ct))
            {
                Write(response.BodyWriter, reader.Current);
                await response.BodyWriter.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // A visitor who leaves is an ordinary ending.
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<LiveEvent> reader, PipeWriter output, CancellationToken ct)
    {
        var next = reader.MoveNextAsync().AsTask();
        while (true)
        {
            try
            {
                return await next.WaitAsync(WidgetEvents.KeepAlive, time, ct);
            }
            catch (TimeoutException)
            {
                output.Write(": \n\n"u8);
                await output.FlushAsync(ct);
            }
            catch (OperationCanceledException)
            {
                // The reader ends by the same token; it may only be left once it has.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    private static void Write(IBufferWriter<byte> output, LiveEvent next)
    {
        switch (next)
        {
            case LiveEvent.State state:
                Write(output, "state", null, new StateData(WidgetViews.NameOf(state.Now)), WidgetJson.Default.StateData);
                break;
            case LiveEvent.Typing typing:
                Write(output, "typing", null, new TypingData(typing.Name), WidgetJson.Default.TypingData);
                break;
            case LiveEvent.Said(var message):
                Write(
                    output, "message", message.Id.Value, new AgentMessageView(message.Id.Value, "agent", message.Text, message.At, message.AuthorName), WidgetJson.Default.AgentMessageView);
                break;
        }
    }

    private static void Write<T>(IBufferWriter<byte> output, string name, string? id, T data, JsonTypeInfo<T> type)
    {
        Encoding.ASCII.GetBytes($"event: {name}\n{(id is null ? "" : $"id: {id}\n")}data: ", output);
        using (var json = new Utf8JsonWriter(output))
            JsonSerializer.Serialize(json, data, type);
        output.Write("\n\n"u8);
    }
}
