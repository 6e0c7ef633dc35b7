using System.Diagnostics;
using System.Globalization;
using IAfluence.Core;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Benchmarks.Admin;

/// <summary>Fills an installation with a year of conversations, through the store's contract as the product does.</summary>
internal sealed class AdminSeed(
    PlatformDocuments<Client> clients, PlatformDocuments<Model> models, ClientDocuments<Chatbot> chatbots,
    ClientDocuments<Conversation> conversations, ClientDocuments<Message> messages, ClientDocuments<Attempt> attempts)
{
    private const int ConversationsInGroup = 50;
    private static readonly string[] Words =
        ["bonjour", "quels", "sont", "vos", "horaires", "livraison", "commande", "retour", "produit", "garantie", "samedi", "merci", "prix", "stock", "devis", "élève"];

    // A fixed seed, so that every run has the same conversations.
    private readonly Random _random = new(1);

    /// <returns>A description of the written data and the time it took.</returns>
    public static async Task<string> FillAsync(string folder, int conversations, int messagesOfEach)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", folder)]).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddIAfluenceCore();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IDocumentEngine>().PrepareAsync([.. provider.GetServices<CollectionDefinition>()], CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var written = await ActivatorUtilities.CreateInstance<AdminSeed>(provider).WriteAsync(conversations, messagesOfEach);
        await provider.GetRequiredService<UsageProjector>().ProjectAsync(CancellationToken.None);
        return string.Create(CultureInfo.InvariantCulture, $"{conversations} conversations with {conversations * messagesOfEach} messages, {written} documents in {clock.Elapsed.TotalSeconds:F0} s");
    }

    private async Task<long> WriteAsync(int count, int messagesOfEach)
    {
        var ct = CancellationToken.None;
        var model = await models.FirstOrNullAsync(new DocumentQuery<Model>(), ct) ?? throw new InvalidOperationException("There is no model.");
        var owners = new List<Chatbot>();
        foreach (var client in (await clients.ListAsync(new DocumentQuery<Client>().Take(100), ct)).Items)
            owners.AddRange((await chatbots.ListAsync(client.Id, new DocumentQuery<Chatbot>().Take(100), ct)).Items);

        var written = 0L;
        var now = TimeProvider.System.GetUtcNow();
        var pending = new Queue<Task>();
        for (var n = 0; n < count; n++)
        {
            var age = TimeSpan.FromDays(360) * ((count - n) / (double)count);
            // The first chatbot gets half of all conversations, for a realistic distribution.
            var chatbot = _random.Next(2) == 0 ? owners[0] : owners[_random.Next(owners.Count)];
            var group = conversations.NewGroup();
            written += Add(group, chatbot, model, now - age, messagesOfEach, out var last);
            group.Submit();
            pending.Enqueue(last);
            if (pending.Count > ConversationsInGroup)
                await pending.Dequeue();
        }
        await Task.WhenAll(pending);
        return written;
    }

    private long Add(WriteGroup group, Chatbot chatbot, Model model, DateTimeOffset startedAt, int messageCount, out Task durable)
    {
        var visitor = Id<VisitorId>(startedAt);
        var conversation = Id<ConversationId>(startedAt);
        var expires = startedAt.AddDays(730);
        var opening = Sentence(8);
        var written = 1L;
        var cost = 0L;
        for (var n = 0; n < messageCount; n += 2)
        {
            var at = startedAt.AddSeconds(n * 20);
            var price = model.Price.CostMicros(600, 0, 80);
            cost += price;
            var question = Id<MessageId>(at);
            var reply = Id<MessageId>(at.AddSeconds(2));
            var asked = new Message
            {
                Id = question,
                ClientId = chatbot.ClientId,
                ConversationId = conversation,
                ChatbotId = chatbot.Id,
                Role = MessageRole.Visitor,
                Text = n == 0 ? opening : Sentence(12),
                At = at,
                ReplyId = reply,
                VersionId = chatbot.PublishedVersionId,
                ExpiresAt = expires,
            };
            messages.Insert(chatbot.ClientId, asked, group);
            messages.Insert(chatbot.ClientId, asked with
            {
                Id = reply,
                Role = MessageRole.Assistant,
                Text = Sentence(60),
                At = at.AddSeconds(2),
                ReplyId = null,
                ReplyTo = question,
                FinishReason = FinishReason.Stop,
                ModelId = model.Id,
                Sources = [new MessageSource("Questions fréquentes", "https://www.client.example/faq")],
            }, group);
            attempts.Insert(chatbot.ClientId, new Attempt
            {
                Id = Id<AttemptId>(at),
                ClientId = chatbot.ClientId,
                ChatbotId = chatbot.Id,
                VersionId = chatbot.PublishedVersionId,
                ConversationId = conversation,
                MessageId = question,
                ReplyId = reply,
                Number = 1,
                ProviderId = model.ProviderId,
                ModelId = model.Id,
                Price = model.Price,
                Outcome = AttemptOutcome.Completed,
                InputTokens = 600,
                OutputTokens = 80,
                CostMicros = price,
                StartedAt = at,
                FirstTokenMicroseconds = 400_000 + _random.Next(400_000),
                DurationMicroseconds = 2_000_000,
                ClosedAt = at.AddSeconds(2),
            }, group);
            written += 3;
        }
        durable = conversations.Insert(chatbot.ClientId, new Conversation
        {
            Id = conversation,
            ClientId = chatbot.ClientId,
            ChatbotId = chatbot.Id,
            VisitorId = visitor,
            Locale = "fr",
            Page = "https://www.client.example/",
            Opening = opening,
            MessageCount = messageCount,
            CostMicros = cost,
            StartedAt = startedAt,
            LastMessageAt = startedAt.AddSeconds(messageCount * 20),
            ExpiresAt = expires,
        }, group).AsTask();
        return written;
    }

    private static TId Id<TId>(DateTimeOffset at) where TId : struct, IId<TId> => NewId.Of<TId>(new Instant(at));

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)]));

    /// <summary>A clock that returns a fixed instant, because ids contain their creation time.</summary>
    private sealed class Instant(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
