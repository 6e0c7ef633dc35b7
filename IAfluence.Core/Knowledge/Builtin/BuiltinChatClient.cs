using System.Runtime.CompilerServices;
using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// The built-in model, which calls no vendor. It quotes the best passage of the <see cref="ReplyContext"/>, or says that nothing was found.
/// The reply is streamed word by word and takes at most 1.2 seconds.
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
        var answer = PassageReply.Compose(context);
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

    /// <summary>Does nothing: there are no resources to release.</summary>
    public void Dispose()
    {
    }

    /// <summary>Splits a text after the white space that follows each word. Joining the words restores the text.</summary>
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
