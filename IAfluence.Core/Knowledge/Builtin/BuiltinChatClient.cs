using System.Runtime.CompilerServices;
using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// The model that needs no vendor: it answers with the best of the passages in the <see cref="ReplyContext"/>, or says honestly that it
/// has none. The answer comes word by word, at a pace that shows it is alive and that nobody waits for.
/// </summary>
public sealed class BuiltinChatClient(TimeProvider time) : IChatClient
{
    private static readonly TimeSpan PauseBetweenWords = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(1.2);

    private readonly ChatClientMetadata _metadata = new(BuiltinProvider.Key);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var context = ReplyContext.FindOrNull(options);
        var answer = PassageReply.Compose(context?.Locale, context?.Passages ?? []);
        var words = WordsOf(answer);
        var pause = LongestReply / words.Count < PauseBetweenWords ? LongestReply / words.Count : PauseBetweenWords;
        var first = true;
        foreach (var word in words)
        {
            if (!first)
                await Task.Delay(pause, time, cancellationToken);
            first = false;
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        var (input, output) = (messages.Sum(message => TokenEstimator.Estimate(message.Text)), TokenEstimator.Estimate(answer));
        yield return new ChatResponseUpdate
        {
            Contents = [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output })],
            FinishReason = ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Holds nothing.</summary>
    public void Dispose()
    {
    }

    /// <summary>Each word with the white space after it; joined again they are the text.</summary>
    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at < text.Length; at++)
        {
            if (!char.IsWhiteSpace(text[at - 1]) || char.IsWhiteSpace(text[at]))
                continue;
            words.Add(text[start..at]);
            start = at;
        }

        words.Add(text[start..]);
        return words;
    }
}
