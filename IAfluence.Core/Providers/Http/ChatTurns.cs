using System.Text;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>Brings the messages of a prompt into the order that a model accepts, without losing any text.</summary>
internal static class ChatTurns
{
    /// <summary>The text of an inserted visitor's message, where a model requires one.</summary>
    private const string Opening = "…";

    /// <summary>Asks the model to continue a partial reply, when the model does not continue it by itself.</summary>
    private const string ContinuePrompt = "Go on exactly where the text above ends, without repeating any of it.";

    /// <summary>Joins all system messages in one text, in their order; empty when there are none.</summary>
    public static string Instructions(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var text = new StringBuilder(options?.Instructions);
        foreach (var message in messages)
        {
            if (message.Role != ChatRole.System || message.Text.Length == 0)
                continue;
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(message.Text);
        }

        return text.ToString();
    }

    /// <summary>Returns the messages without the system messages: none is empty, roles alternate, and the visitor's comes first.</summary>
    /// <param name="endWithVisitor">Whether to add a visitor's message after a last message of the assistant.</param>
    public static List<(ChatRole Role, string Text)> Alternating(IReadOnlyList<ChatMessage> messages, bool endWithVisitor)
    {
        var turns = new List<(ChatRole Role, string Text)>();
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System || string.IsNullOrWhiteSpace(message.Text))
                continue;
            var role = message.Role == ChatRole.Assistant ? ChatRole.Assistant : ChatRole.User;
            if (turns.Count > 0 && turns[^1].Role == role)
                turns[^1] = (role, turns[^1].Text + "\n\n" + message.Text);
            else
                turns.Add((role, message.Text));
        }

        if (turns.Count == 0 || turns[0].Role == ChatRole.Assistant)
            turns.Insert(0, (ChatRole.User, Opening));
        if (turns[^1].Role == ChatRole.Assistant)
        {
            if (endWithVisitor)
                turns.Add((ChatRole.User, ContinuePrompt));
            else
                // Some models reject a partial reply that ends in white space.
                turns[^1] = (ChatRole.Assistant, turns[^1].Text.TrimEnd());
        }

        return turns;
    }

    /// <summary>Returns the messages for a chat-completions API, adapted to the known capabilities of the model.</summary>
    public static IEnumerable<(ChatRole Role, string Text)> Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known)
    {
        if (!known.RefusesSystemRole && !known.WantsAlternatingTurns && !known.RefusesPrefill)
            return AsTheyAre(messages, options);

        var turns = Alternating(messages, known.RefusesPrefill);
        if (Instructions(messages, options) is { Length: > 0 } instructions)
        {
            if (known.RefusesSystemRole)
                turns[0] = (turns[0].Role, instructions + "\n\n" + turns[0].Text);
            else
                turns.Insert(0, (ChatRole.System, instructions));
        }

        return turns;
    }

    private static IEnumerable<(ChatRole Role, string Text)> AsTheyAre(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Instructions is { Length: > 0 } instructions)
            yield return (ChatRole.System, instructions);
        foreach (var message in messages)
            yield return (message.Role, message.Text);
    }
}
