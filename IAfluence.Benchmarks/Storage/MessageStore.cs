using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Benchmarks.Storage;

/// <summary>Messages of one client in conversations of equal length, with ids derived from their number.</summary>
internal sealed class MessageStore(ClientDocuments<Message> messages, int count)
{
    public const int ConversationLength = 200;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Texts =
    [
        "Bonjour, à quelle heure ouvrez-vous le dimanche ?",
        "Nous sommes ouverts le dimanche de 7 h 30 à 13 h, toute l'année sauf le 25 décembre. Le pain au levain sort du four vers 8 h ; pour une commande de plus de dix pièces, prévenez-nous la veille avant 18 h et nous la gardons de côté à votre nom.",
    ];

    public int Count => count;

    public int Conversations => count / ConversationLength;

    public ClientId Client { get; } = new("0198c0de000070008000000000000001");

    public ClientDocuments<Message> Messages => messages;

    public static MessageId Id(int number) => new($"0198{number:x28}");

    public static ConversationId Conversation(int number) => new($"0199{number:x28}");

    public async Task FillAsync()
    {
        const int portion = 5000;
        for (var first = 0; first < count; first += portion)
        {
            var group = messages.NewGroup();
            Write<InsertResult> last = default;
            for (var i = first; i < Math.Min(first + portion, count); i++)
            {
                // Conversations are interleaved, as with real visitors: messages that are adjacent in time belong to different conversations.
                last = messages.Insert(Client, Message(Id(i), Conversation(i % Conversations), i), group);
            }

            group.Submit();
            if (await last != InsertResult.Inserted)
                throw new InvalidOperationException("The folder already contains messages. Use an empty folder.");
        }
    }

    public Message NewMessage(Random random) => Message(NewId.Of<MessageId>(TimeProvider.System), Conversation(random.Next(Conversations)), random.Next());

    /// <summary>Returns the cursor after a number of documents.</summary>
    public async Task<string?> SkipAsync(DocumentQuery<Message> query, int documents)
    {
        string? cursor = null;
        for (var left = documents; left > 0;)
        {
            var page = await messages.ListAsync(Client, query.Take(Math.Min(left, DocumentQuery<Message>.MaxLimit)).StartAfter(cursor), CancellationToken.None);
            left -= page.Items.Count;
            cursor = page.Next;
        }

        return cursor;
    }

    private Message Message(MessageId id, ConversationId conversation, int number) => new()
    {
        Id = id,
        ClientId = Client,
        ConversationId = conversation,
        ChatbotId = new ChatbotId("0198c0de000070008000000000000002"),
        VersionId = new ChatbotVersionId("0198c0de000070008000000000000003"),
        Role = number / Math.Max(1, Conversations) % 2 == 0 ? MessageRole.Visitor : MessageRole.Assistant,
        Text = Texts[number / Math.Max(1, Conversations) % 2],
        At = Start.AddSeconds(number),
        ClientMessageId = id.Value,
        ExpiresAt = Start.AddYears(20),
    };
}
