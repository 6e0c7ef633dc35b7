using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// The one writer of server-sent events. Events are buffered until they are flushed, so that several leave in one write: that is why this
/// is not the framework's result, which flushes each event by itself.
/// </summary>
internal sealed class EventStream : IDisposable
{
    /// <summary>How often a comment is sent while nothing happens, so that proxies do not close the connection.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PipeWriter _output;
    private readonly Utf8JsonWriter _json;
    private readonly TimeProvider _time;

    private EventStream(PipeWriter output, TimeProvider time) => (_output, _json, _time) = (output, new Utf8JsonWriter(output, _options), time);

    /// <summary>Makes the response a stream that neither browsers nor proxies keep or hold back.</summary>
    public static EventStream Begin(HttpResponse response, TimeProvider time)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        return new EventStream(response.BodyWriter, time);
    }

    public void Write<T>(string name, int id, T data, JsonTypeInfo<T> type) => Write(name, id.ToString(CultureInfo.InvariantCulture), data, type);

    /// <param name="name">The event's name.</param>
    /// <param name="id">From which a reader continues; null for an event that is not repeated.</param>
    /// <param name="data">Serialized as JSON on one line.</param>
    /// <param name="type">How to serialize it.</param>
    public void Write<T>(string name, string? id, T data, JsonTypeInfo<T> type)
    {
        Encoding.ASCII.GetBytes(id is null ? $"event: {name}\ndata: " : $"event: {name}\nid: {id}\ndata: ", _output);
        _json.Reset();
        JsonSerializer.Serialize(_json, data, type);
        _json.Flush();
        _output.Write("\n\n"u8);
    }

    public async ValueTask FlushAsync(CancellationToken ct) => await _output.FlushAsync(ct);

    /// <summary>Waits for what is to be written next, and sends a comment each time it has waited for <see cref="KeepAlive"/>.</summary>
    public async ValueTask<T> WaitAsync<T>(ValueTask<T> next, CancellationToken ct)
    {
        if (next.IsCompleted)
            return await next;
        var waiting = next.AsTask();
        while (true)
        {
            try
            {
                return await waiting.WaitAsync(KeepAlive, _time, ct);
            }
            catch (TimeoutException)
            {
                _output.Write(": \n\n"u8);
                await _output.FlushAsync(ct);
            }
            catch (OperationCanceledException)
            {
                // What is waited for ends by the same token; it must have ended before its owner disposes of it.
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    public void Dispose() => _json.Dispose();
}
