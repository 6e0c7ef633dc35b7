using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// A reply as server-sent events. What has come together leaves in one write and one flush, and where words come faster than any eye
/// follows, they are given a few milliseconds to come together: that is why this is not the framework's one-event-at-a-time result.
/// Every event is of the contract; anything else cannot be written.
/// </summary>
public sealed class WidgetEvents(IReplyReader reader, string visitorToken, ChatbotSettings settings, string locale, TimeProvider time) : IResult
{
    /// <summary>How often a comment keeps proxies from hanging up while a model thinks.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>How long words that follow each other at once are gathered before they leave; far less than a frame of a screen.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = reader;
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";

        using var json = new Utf8JsonWriter(response.BodyWriter, _options);
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
                if (!await NextAsync(batch, response.BodyWriter, ct))
                    break;
                foreach (var next in batch)
                    Write(response.BodyWriter, json, ++number, next);
                await response.BodyWriter.FlushAsync(ct);
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

    private async ValueTask<bool> NextAsync(List<ReplyEvent> batch, IBufferWriter<byte> output, CancellationToken ct)
    {
        var pending = reader.ReadAsync(batch, ct);
        if (pending.IsCompleted)
            return await pending;
        var reading = pending.AsTask();
        var writer = (System.IO.Pipelines.PipeWriter)output;
        while (true)
        {
            try
            {
                return await reading.WaitAsync(KeepAlive, time, ct);
            }
            catch (TimeoutException)
            {
                output.Write(": \n\n"u8);
                await writer.FlushAsync(ct);
            }
        }
    }

    private void Write(IBufferWriter<byte> output, Utf8JsonWriter json, int number, ReplyEvent next)
    {
        switch (next)
        {
            case ReplyEvent.Start start:
                Write(output, json, "start", number, new StartData(start.ConversationId.Value, start.MessageId.Value, visitorToken), WidgetJson.Default.StartData);
                break;
            case ReplyEvent.Token token:
                Write(output, json, "token", number, new TokenData(token.Text), WidgetJson.Default.TokenData);
                break;
            case ReplyEvent.Done done:
                Write(output, json, "done", number, new DoneData(done.MessageId.Value, WidgetViews.NameOf(done.FinishReason), WidgetViews.Of(done.Sources)), WidgetJson.Default.DoneData);
                break;
            case ReplyEvent.Failed failed:
                Write(output, json, "error", number, WidgetProblem.Of(failed.Code, locale, settings), WidgetJson.Default.WidgetProblem);
                break;
        }
    }

    private static void Write<T>(IBufferWriter<byte> output, Utf8JsonWriter json, string name, int number, T data, JsonTypeInfo<T> type)
    {
        Encoding.ASCII.GetBytes($"event: {name}\nid: {number.ToString(CultureInfo.InvariantCulture)}\ndata: ", output);
        json.Reset();
        JsonSerializer.Serialize(json, data, type);
        json.Flush();
        output.Write("\n\n"u8);
    }
}
