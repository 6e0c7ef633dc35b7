using System.Text;
using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>One answer that no visitor should suffer from, of <c>hostile-replies.json</c>.</summary>
/// <param name="Why">What is wrong with it.</param>
/// <param name="Text">Its words; with <paramref name="Times"/>, repeated so often between <paramref name="Before"/> and <paramref name="After"/>.</param>
/// <param name="Times">Of the text; 1 unless told.</param>
/// <param name="Before">What stands before.</param>
/// <param name="After">What stands after.</param>
/// <param name="Wire">In place of words: the pieces of its stream, each letter a byte; %C, %M and %T stand for the conversation, the message and the token.</param>
/// <param name="Sees">What the visitor reads of it all the same.</param>
internal sealed record HostileReply(string Why, string? Text, int? Times, string? Before, string? After, IReadOnlyList<string>? Wire, string? Sees)
{
    private static readonly string File = Path.Combine(Repository.Root, "IAfluence.Tests", "Browser", "Widget", "hostile-replies.json");

    public static IReadOnlyList<HostileReply> All { get; } = JsonSerializer.Deserialize<List<HostileReply>>(System.IO.File.ReadAllText(File), JsonSerializerOptions.Web)!;

    public bool IsLong => Times is not null;

    public string Whole => new StringBuilder(Before).Insert(Before?.Length ?? 0, Text, Times ?? 1).Append(After).ToString();

    /// <summary>Sends it as an answer: as it is on the wire, else in pieces which cut its marks in two.</summary>
    public async Task SendAsync(ScriptedReply reply, ScriptedChatbot chatbot)
    {
        if (Wire is not null)
        {
            foreach (var piece in Wire)
            {
                var said = piece.Replace("%C", chatbot.Conversation, StringComparison.Ordinal).Replace("%M", reply.MessageId, StringComparison.Ordinal).Replace("%T", chatbot.Token, StringComparison.Ordinal);
                await reply.WriteAsync(Encoding.Latin1.GetBytes(said));
                if (Wire.Count < 20)
                    await Task.Delay(10);
            }

            return;
        }

        await reply.StartAsync();
        var whole = Whole;
        var size = IsLong ? Math.Max(whole.Length / 20, 1) : 13;
        for (var at = 0; at < whole.Length; at += size)
            await reply.TokenAsync(whole.Substring(at, Math.Min(size, whole.Length - at)));
        await reply.DoneAsync();
    }
}
