using System.Diagnostics;
using IAfluence.Core.Encoders;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Makes what is derived of texts and is missing: passages of an older format, and the vectors of passages, one after another in the background.
/// Each passage is stored by itself, so that a process that dies loses nothing and the next goes on where it stopped.
/// </summary>
public sealed partial class PassageIndexer(
    PlatformReaders readers,
    KnowledgeService knowledge,
    ClientDocuments<Passage> passages,
    PassageVectors vectors,
    ISentenceEncoder encoder,
    ILogger<PassageIndexer> log)
{
    private const int Portion = 50;
    private static readonly PlatformPass Pass = PlatformPass.ForJob("passage-indexer");

    // How much a passage counts in the recent pace.
    private const double Recent = 0.1;

    private volatile string? _failure;
    private double _ticksPerPassage;

    /// <summary>How long a passage took recently; null before the first one of this process.</summary>
    public TimeSpan? TimePerPassage => Volatile.Read(ref _ticksPerPassage) is > 0 and var ticks ? TimeSpan.FromTicks((long)ticks) : null;

    /// <summary>Why the encoder could not work in the last run; null when it could.</summary>
    public string? Failure => _failure;

    /// <summary>Runs until nothing is missing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await RemakePassagesAsync(ct);
        if (encoder.Key.Length == 0)
            return;
        try
        {
            await EncodePassagesAsync(ct);
            _failure = null;
        }
        catch (EncoderUnavailableException error)
        {
            _failure = error.Message;
            Log.Unavailable(log, error);
        }
    }

    /// <summary>How many passages of a chatbot have no vectors of the present encoder yet; 0 without an encoder.</summary>
    public async Task<long> CountMissingAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) => encoder.Key.Length == 0
        ? 0
        : await passages.CountAsync(
            clientId, Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId) & Filter<Passage>.Ne(passage => passage.Encoder, encoder.Key), ct);

    private async Task RemakePassagesAsync(CancellationToken ct)
    {
        var texts = readers.Open<KnowledgeText>(Pass);
        var query = DocumentQuery<KnowledgeText>.Where(Filter<KnowledgeText>.Lt(text => text.PassageFormat, PassageBuilder.Format)).Take(Portion);
        while (await texts.ListAsync(query, ct) is { Items: { Count: > 0 } portion })
        {
            foreach (var text in portion)
                await knowledge.RemakePassagesAsync(text);
            Log.Remade(log, portion.Count);
        }
    }

    private async Task EncodePassagesAsync(CancellationToken ct)
    {
        var all = readers.Open<Passage>(Pass);
        var query = DocumentQuery<Passage>.Where(Filter<Passage>.Ne(passage => passage.Encoder, encoder.Key)).Take(Portion);
        var (count, refusals) = (0, new EncodingRefusals());
        string? after = null;
        do
        {
            var portion = await all.ListAsync(query.StartAfter(after), ct);
            foreach (var passage in portion.Items.Where(passage => !refusals.Contain(passage.ClientId)))
            {
                try
                {
                    var started = Stopwatch.GetTimestamp();
                    await vectors.StoreAsync(passage, encoder.Key, await PassageEncoding.EncodeAsync(encoder, passage, ct));
                    Measure(Stopwatch.GetElapsedTime(started));
                    count++;
                }
                catch (EncoderUnavailableException error) when (refusals.Add(passage.ClientId, error))
                {
                    Log.Refused(log, error, passage.ClientId, passage.ChatbotId);
                }
            }

            after = portion.Next;
        }
        while (after is not null);

        if (count > 0)
            Log.Encoded(log, count);
    }

    private void Measure(TimeSpan taken)
    {
        var before = Volatile.Read(ref _ticksPerPassage);
        Volatile.Write(ref _ticksPerPassage, before > 0 ? before + (Recent * (taken.Ticks - before)) : taken.Ticks);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Made the passages of {Count} texts again in the present format")]
        public static partial void Remade(ILogger log, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Encoded {Count} passages")]
        public static partial void Encoded(ILogger log, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Passages are not encoded at present; until then they are found by their words")]
        public static partial void Unavailable(ILogger log, Exception error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Passages are not encoded and are found by their words; client {ClientId}, chatbot {ChatbotId}")]
        public static partial void Refused(ILogger log, Exception error, ClientId clientId, ChatbotId chatbotId);
    }
}
