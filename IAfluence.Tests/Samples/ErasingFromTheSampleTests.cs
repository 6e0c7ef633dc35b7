using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>A client that owns one of everything is deleted through the admin.</summary>
public sealed class ErasingFromTheSampleTests : IDisposable
{
    private const string Gone = "Boulangerie Martin";

    /// <summary>What is said of the deleted client beside the ids of its documents.</summary>
    private static readonly string[] Words = [Gone, "clients/martin", "pk_martin_", "anne@example.org", "Anne Petit", "06 12 34 56 78", "martin.example"];

    /// <summary>Collections in which something of a deleted client may be left, and why.</summary>
    private static readonly Dictionary<string, string> Remainders = new()
    {
        ["bootstrap-objects"] = "the file's memory: what was deleted stays so while the file says the same",
        ["users"] = "people who sign in have an account of their own, whichever clients they served",
        ["emails"] = "alerts of its quota that an older version wrote do not know whose they are; gone after 30 days",
    };

    /// <summary>Collections in which something of a chatbot may be left while its client stays, and why.</summary>
    private static readonly Dictionary<string, string> RemaindersOfChatbots = new()
    {
        ["attempts"] = "the ledger: ids and figures, no words",
        ["failed-attempts"] = "the ledger's failures: ids and figures, no words",
        ["usage-counters"] = "totals of the ledger",
        ["chatbots"] = "its own document goes last, after a quarter of an hour",
    };

    /// <summary>Collections in which something of an erased visitor may be left, and why.</summary>
    private static readonly Dictionary<string, string> RemaindersOfVisitors = new()
    {
        ["attempts"] = "the ledger: ids and figures, no words",
    };

    /// <summary>Collections whose documents change while the product runs, whoever is deleted.</summary>
    private static readonly Dictionary<string, string> Moving = new()
    {
        ["users"] = "whoever deletes signs in",
    };

    private readonly KeptStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Deleted_client_is_left_in_the_books_alone_and_others_keep_every_byte()
    {
        var before = _store.Documents();
        var client = before.Values.Single(document => document.Collection == "clients" && document.Body.Contains($"\"name\":\"{Gone}\"", StringComparison.Ordinal));
        List<string> marks = [.. Words, .. MarksOf(client.Id, before.Values)];
        var leaving = before.Values.Where(document => document.Body.Contains("\"deletingSince\"", StringComparison.Ordinal)).SelectMany(document => MarksOf(document.Id, before.Values)).ToList();
        await using var app = await _store.StartAsync();
        await app.SignInAsync(KeptStore.Facts.Owner, KeptStore.Facts.Password);

        await DeleteAsync(app, $"/admin/clients/{client.Id}/delete", Gone);
        await UntilAsync(documents => !documents.Values.Any(document => document.Owner == client.Id && !document.IsGoneAt(app.Time.GetUtcNow())));
        // What calls under way had still written goes later, and its own document last; the deletion of anything takes up what waits.
        app.Time.Advance(TimeSpan.FromMinutes(16));
        var passing = await app.SubmitAsync((await app.OpenAsync("/admin/clients/new")).Form(), new { Form_Name = "De passage" });
        await DeleteAsync(app, passing.Address.TrimEnd('/') + "/delete", "De passage");
        await UntilAsync(documents => !documents.ContainsKey(client.Address));

        var (after, now) = (_store.Documents(), app.Time.GetUtcNow());
        var left = after.Values.Where(document => !document.IsGoneAt(now) && Mentions(document, marks));
        Assert.Equal(Listed(Remainders.Keys), Listed(left.Select(document => document.Collection)));
        var changed = before.Values.Where(document => !Mentions(document, marks) && !Mentions(document, leaving) && after.GetValueOrDefault(document.Address) != document);
        Assert.Equal(Listed(Moving.Keys), Listed(changed.Select(document => document.Collection)));
        Assert.DoesNotContain(Directory.EnumerateFiles(_store.Outbox), mail => File.ReadAllText(mail).Contains("anne@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleted_chatbot_is_left_in_the_books_alone()
    {
        var before = _store.Documents();
        var chatbot = before.Values.Single(document => document.Collection == "chatbots" && document.Body.Contains("\"publicKey\":\"pk_martin_guide\"", StringComparison.Ordinal));
        List<string> marks = [chatbot.Id, "pk_martin_guide", .. before.Values.Where(document => document.Collection == "conversations" && Mentions(document, [chatbot.Id])).Select(document => document.Id)];
        await using var app = await _store.StartAsync();
        await app.SignInAsync(KeptStore.Facts.Owner, KeptStore.Facts.Password);

        await DeleteAsync(app, $"/admin/chatbots/{chatbot.Owner}/{chatbot.Id}/delete");
        // Conversations own others, so they are deleted last.
        await UntilAsync(documents => !documents.Values.Any(document => document.Collection is "chatbot-versions" or "conversations" && Mentions(document, [chatbot.Id])));

        var left = _store.Documents().Values.Where(document => document != chatbot && !document.IsGoneAt(app.Time.GetUtcNow()) && Mentions(document, marks));
        Assert.Equal(Listed(RemaindersOfChatbots.Keys), Listed(left.Select(document => document.Collection)));
    }

    [Fact]
    public async Task Erased_visitor_is_left_in_the_books_alone()
    {
        var before = _store.Documents();
        var conversation = before["conversations/" + KeptStore.Facts.VisitorConversation];
        using var json = JsonDocument.Parse(conversation.Body);
        List<string> marks = [conversation.Id, json.RootElement.GetProperty("visitorId").GetString()!];
        await using var app = await _store.StartAsync();
        var visitor = new Visitor(app.NewBrowser().Http, "pk_martin_guide") { Token = KeptStore.Facts.VisitorToken };

        using var answer = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal(204, (int)answer.StatusCode);
        var after = _store.Documents();
        var left = after.Values.Where(document => !document.IsGoneAt(app.Time.GetUtcNow()) && Mentions(document, marks));
        Assert.Equal(Listed(RemaindersOfVisitors.Keys), Listed(left.Select(document => document.Collection)));
        Assert.DoesNotContain(before.Values, document => !Mentions(document, marks) && after.GetValueOrDefault(document.Address) != document);
    }

    /// <summary>Every id that only documents of the client have, and of its visitors.</summary>
    private static HashSet<string> MarksOf(string clientId, IEnumerable<StoredDocument> documents)
    {
        var marks = new HashSet<string> { clientId };
        foreach (var document in documents.Where(document => document.Owner == clientId))
        {
            marks.Add(document.Id);
            using var json = JsonDocument.Parse(document.Body);
            if (json.RootElement.TryGetProperty("visitorId", out var visitor))
                marks.Add(visitor.GetString()!);
        }

        return marks;
    }

    private static bool Mentions(StoredDocument document, IReadOnlyList<string> marks) =>
        marks.Any(mark => document.Id.Contains(mark, StringComparison.Ordinal) || document.Owner == mark || document.Body.Contains(mark, StringComparison.Ordinal));

    private static string Listed(IEnumerable<string> collections) => string.Join(", ", collections.Distinct().Order(StringComparer.Ordinal));

    private static async Task DeleteAsync(IAfluenceApp app, string address, string? name = null)
    {
        var page = await app.SubmitAsync((await app.OpenAsync(address)).Form(), name is null ? null : new { typed = name });
        Assert.Equal(200, (int)page.Status);
    }

    private Task UntilAsync(Func<IReadOnlyDictionary<string, StoredDocument>, bool> reached) =>
        Eventually.HoldsAsync(() => reached(_store.Documents()), "the deletion comes to its end");
}
