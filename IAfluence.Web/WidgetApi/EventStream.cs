using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Writes server-sent events. Events are buffered until they are flushed, so that several share one write; the framework's result flushes
/// each event separately.
/// </summary>
internal sealed class EventStream : IDisposable
{
    /// <summary>The interval of comments while there are no events, so that proxies do not close the connection.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PipeWriter _output;
    private readonly Utf8JsonWriter _json;
    private readonly TimeProvider _time;

    private EventStream(PipeWriter output, TimeProvider time) => (_output, _json, _time) = (output, new Utf8JsonWriter(output, _options), time);

    /// <summary>Starts the event stream, with headers that prevent caching and buffering.</summary>
    public static EventStream Begin(HttpResponse response, TimeProvider time)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        return new EventStream(response.BodyWriter, time);
    }

    public void Write<T>(string name, int id, T data, JsonTypeInfo<T> type) => Write(name, id.ToString(CultureInfo.InvariantCulture), data, type);

    /// <param name="id">The id from which a reader can continue; null for an event that is not repeated.</param>
    /// <param name="data">Serialized as JSON on one line.</param>
    public void Write<T>(string name, string? id, T data, JsonTypeInfo<T> type)
    {
        Encoding.ASCII.GetBytes(id is null ? $"event: {name}\ndata: " : $"event: {name}\nid: {id}\ndata: ", _output);
        _json.Reset();
        JsonSerializer.Serialize(_json, data, type);
        _json.Flush();
        _output.Write("\n\n"u8);
    }

    public async ValueTask FlushAsync(CancellationToken ct) => await _output.FlushAsync(ct);

    /// <summary>Waits for the next result, and sends a comment after each <see cref="KeepAlive"/> of waiting.</summary>
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
                // The awaited operation is cancelled by the same token. It must end before its owner disposes of it.
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    public void Dispose() => _json.Dispose();
}
