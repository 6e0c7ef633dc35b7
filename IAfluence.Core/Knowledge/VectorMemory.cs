using Microsoft.Extensions.Options;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// The vectors in memory, of all chatbots together at most <see cref="KnowledgeOptions.VectorMemoryMegabytes"/>. The chatbot that was not asked
/// for longest is dropped first.
/// </summary>
public sealed class VectorMemory(IOptions<KnowledgeOptions> options)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(ChatbotId Id, ChatbotVectors Vectors)> _byUse = [];
    private readonly Dictionary<ChatbotId, LinkedListNode<(ChatbotId Id, ChatbotVectors Vectors)>> _nodes = [];
    private long _bytes;

    private long Limit => options.Value.VectorMemoryMegabytes * 1024L * 1024;

    /// <summary>Whether so many vectors of a chatbot can be kept.</summary>
    public bool Fits(long count, int dimensions) => count * dimensions * sizeof(float) <= Limit;

    public ChatbotVectors? FindOrNull(ChatbotId chatbotId)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(chatbotId, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Vectors;
        }
    }

    /// <returns>False when the vectors alone pass the limit; they are not kept.</returns>
    public bool Keep(ChatbotId chatbotId, ChatbotVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        lock (_gate)
        {
            Remove(chatbotId);
            if (vectors.Bytes > Limit)
                return false;
            while (_bytes + vectors.Bytes > Limit)
                Remove(_byUse.Last!.Value.Id);
            _nodes[chatbotId] = _byUse.AddFirst((chatbotId, vectors));
            _bytes += vectors.Bytes;
            return true;
        }
    }

    public void Forget(ChatbotId chatbotId)
    {
        lock (_gate)
            Remove(chatbotId);
    }

    private void Remove(ChatbotId chatbotId)
    {
        if (!_nodes.Remove(chatbotId, out var node))
            return;
        _byUse.Remove(node);
        _bytes -= node.Value.Vectors.Bytes;
    }
}
