using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Testing;

/// <summary>All that a model's stream gave.</summary>
public sealed record ReadResponse(IReadOnlyList<string> Pieces, UsageDetails? Usage, ChatFinishReason? FinishReason, ProviderException? Failure)
{
    public string Text => string.Concat(Pieces);
}

/// <summary>Reads a model's stream to its end or its failure.</summary>
public static class ReadResponses
{
    public static async Task<ReadResponse> ReadAsync(this IChatClient model, ChatOptions? options = null, CancellationToken ct = default)
    {
        var pieces = new List<string>();
        UsageDetails? usage = null;
        ChatFinishReason? finish = null;
        ProviderException? failure = null;
        try
        {
            ChatMessage[] messages = [new(ChatRole.System, "Tu es l’assistant."), new(ChatRole.User, "Où êtes-vous ?")];
            await foreach (var update in model.GetStreamingResponseAsync(messages, options, ct))
            {
                if (update.Text.Length > 0)
                    pieces.Add(update.Text);
                usage = update.Contents.OfType<UsageContent>().SingleOrDefault()?.Details ?? usage;
                finish = update.FinishReason ?? finish;
            }
        }
        catch (ProviderException error)
        {
            failure = error;
        }

        return new ReadResponse(pieces, usage, finish, failure);
    }
}
