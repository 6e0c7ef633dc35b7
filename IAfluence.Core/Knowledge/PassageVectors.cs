using System.Collections.Concurrent;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>Stores the vectors of passages, and keeps those of chatbots that were asked in memory.</summary>
public sealed class PassageVectors(
    ClientDocuments<Passage> passages, ClientDocuments<PassageVector> vectors, ClientDocuments<PassageIndex> indexes, VectorMemory memory)
{
    private const int Portion = 500;

    private readonly ConcurrentDictionary<ChatbotId, SemaphoreSlim> _loading = new();

    /// <summary>The vectors of a chatbot as they are now.</summary>
    /// <param name="encoder">Vectors of other encoders are left out.</param>
    /// <returns>Null when they do not fit into the memory set aside for vectors.</returns>
    public async Task<ChatbotVectors?> LoadOrNullAsync(ClientId clientId, ChatbotId chatbotId, string encoder, CancellationToken ct)
    {
        var stamp = (await indexes.FindOrNullAsync(clientId, chatbotId, ct))?.Stamp ?? 0;
        if (memory.FindOrNull(chatbotId) is { } known && known.Encoder == encoder && known.Stamp >= stamp)
            return known;

        var gate = _loading.GetOrAdd(chatbotId, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        try
        {
            var from = memory.FindOrNull(chatbotId);
            if (from?.Encoder != encoder)
                from = ChatbotVectors.None(encoder);
            if (from.Stamp >= stamp)
                return from;
            if (await ReadOrNullAsync(clientId, chatbotId, from, stamp, ct) is not { } loaded)
                return null;
            if (loaded.LeftSomeOut)
                await OutdateAsync(clientId, chatbotId, encoder, loaded.Dimensions, ct);
            return memory.Keep(chatbotId, loaded) ? loaded : null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops the vectors of a chatbot from memory, so that they are read again.</summary>
    public void Forget(ChatbotId chatbotId) => memory.Forget(chatbotId);

    /// <summary>
    /// Marks the passages whose vectors have another number of dimensions, so that <see cref="PassageIndexer"/> makes them again: the vendor replaced
    /// the model under its name.
    /// </summary>
    public async Task OutdateAsync(ClientId clientId, ChatbotId chatbotId, string encoder, int dimensions, CancellationToken ct)
    {
        var encoded = Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId) & Filter<Passage>.Eq(passage => passage.Encoder, encoder);
        string? after = null;
        do
        {
            var page = await passages.ListAsync(clientId, DocumentQuery<Passage>.Where(encoded).Take(Portion).StartAfter(after), ct);
            var group = passages.NewGroup();
            var marked = page.Items
                .Where(passage => SmallVector.DimensionsOf(passage.HeadingVector) != dimensions)
                .Select(passage => passages.Modify(
                    clientId,
                    passage.Id,
                    new Update<Passage>().Set(stored => stored.Encoder, null),
                    Filter<Passage>.Eq(stored => stored.Encoder, encoder) & Filter<Passage>.Eq(stored => stored.Digest, passage.Digest),
                    group: group))
                .ToList();
            group.Submit();
            foreach (var write in marked)
                await write;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Stores what an encoder made of a passage, unless the passage has been replaced meanwhile.</summary>
    /// <remarks>
    /// The passage is marked last. When the process dies before, or another process took the same stamp, the passage is encoded again: nothing is lost.
    /// </remarks>
    internal async Task StoreAsync(Passage passage, string encoder, PassageEncoding.Encoded encoded)
    {
        var (client, chatbot) = (passage.ClientId, passage.ChatbotId);
        var stamp = (await indexes.FindOrNullAsync(client, chatbot, CancellationToken.None))?.Stamp ?? 0;
        var vector = new PassageVector
        {
            Id = passage.Id,
            ClientId = client,
            ChatbotId = chatbot,
            TextId = passage.TextId,
            Digest = passage.Digest,
            Encoder = encoder,
            Stamp = stamp + 1,
            Halves = PassageVector.Pack(encoded.Whole),
        };
        var same = Filter<Passage>.Eq(stored => stored.Digest, passage.Digest);
        var group = vectors.NewGroup();
        // The deciding write: a deleted or replaced passage gets no vector.
        _ = passages.Modify(
            client, passage.Id, new Update<Passage>().Set(stored => stored.HeadingVector, encoded.Heading).Set(stored => stored.Windows, encoded.Windows), same, group: group);
        _ = vectors.Modify(
            client,
            vector.Id,
            new Update<PassageVector>()
                .Set(stored => stored.Digest, vector.Digest).Set(stored => stored.Encoder, encoder).Set(stored => stored.Stamp, vector.Stamp).Set(stored => stored.Halves, vector.Halves),
            seed: vector,
            group: group);
        _ = indexes.Modify(
            client,
            chatbot,
            new Update<PassageIndex>().Set(index => index.Stamp, vector.Stamp),
            Filter<PassageIndex>.Eq(index => index.Stamp, stamp),
            seed: stamp == 0 ? new PassageIndex { Id = chatbot, ClientId = client } : null,
            group: group);
        var marked = passages.Modify(client, passage.Id, new Update<Passage>().Set(stored => stored.Encoder, encoder), same, group: group);
        group.Submit();
        await marked;
    }

    /// <summary>Reads the vectors stored since; null when all of them would not fit, which is known after the first.</summary>
    private async Task<ChatbotVectors?> ReadOrNullAsync(ClientId clientId, ChatbotId chatbotId, ChatbotVectors from, long through, CancellationToken ct)
    {
        var count = await vectors.CountAsync(clientId, Filter<PassageVector>.Eq(vector => vector.ChatbotId, chatbotId), ct);
        var query = DocumentQuery<PassageVector>
            .Where(Filter<PassageVector>.Eq(vector => vector.ChatbotId, chatbotId)
                & Filter<PassageVector>.Gt(vector => vector.Stamp, from.Stamp) & Filter<PassageVector>.Lte(vector => vector.Stamp, through))
            .By(vector => vector.Stamp)
            .Take(Portion);
        var builder = new ChatbotVectors.Builder(from, through);
        string? after = null;
        do
        {
            var page = await vectors.ListAsync(clientId, query.StartAfter(after), ct);
            if (page.Items is [var first, ..] && !memory.Fits(count, first.Halves.Length / 2))
                return null;
            foreach (var vector in page.Items)
            {
                if (vector.Encoder == from.Encoder)
                    builder.Add(vector);
            }

            after = page.Next;
        }
        while (after is not null);
        return builder.Build();
    }
}
