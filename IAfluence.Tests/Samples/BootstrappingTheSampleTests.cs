using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>The bootstrap file that made the sample is applied again, by a version that must understand what the file last said.</summary>
public sealed class BootstrappingTheSampleTests : IDisposable
{
    private readonly KeptStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Same_file_changes_nothing_of_what_the_admin_edited()
    {
        await using (var app = await _store.StartAsync())
            await EditAsync(app);
        var before = _store.Documents();

        await using (await _store.StartAsync(("Bootstrap:File", KeptStore.BootstrapFile)))
        {
            // It is applied before anything is served.
        }

        var after = _store.Documents();
        var changed = before.Keys.Union(after.Keys).Where(address => before.GetValueOrDefault(address) != after.GetValueOrDefault(address));
        // What the file says becomes the base of later comparisons, which an older version did not keep.
        changed = changed.Where(address => !address.StartsWith("bootstrap-objects/", StringComparison.Ordinal) || DigestIn(before, address) != DigestIn(after, address));
        // The lease under which the base is written counts how often it was taken.
        changed = changed.Where(address => !address.StartsWith("bootstrap-lease/", StringComparison.Ordinal));
        // The framework makes a key of its own when the one it finds ends soon; whether it does depends on the day.
        Assert.DoesNotContain(changed, address => !address.StartsWith("protection-keys/", StringComparison.Ordinal));
    }

    private static string? DigestIn(IReadOnlyDictionary<string, StoredDocument> documents, string address) =>
        documents.TryGetValue(address, out var document) ? System.Text.Json.JsonDocument.Parse(document.Body).RootElement.GetProperty("digest").GetString() : null;

    private async Task EditAsync(IAfluenceApp app)
    {
        await app.SignInAsync(KeptStore.Facts.Owner, KeptStore.Facts.Password);
        var documents = _store.Documents().Values.ToList();
        var client = documents.Single(document => document.Collection == "clients" && document.Body.Contains("\"key\":\"martin\"", StringComparison.Ordinal));
        var chatbot = documents.Single(document => document.Collection == "chatbots" && document.Body.Contains("\"publicKey\":\"pk_martin_accueil\"", StringComparison.Ordinal));
        var model = documents.Single(document => document.Collection == "models" && document.Body.Contains("\"key\":\"swift\"", StringComparison.Ordinal));
        var text = documents.Single(document => document.Collection == "knowledge-texts" && document.Body.Contains("\"key\":\"prix\"", StringComparison.Ordinal));
        var textsChatbot = System.Text.Json.JsonDocument.Parse(text.Body).RootElement.GetProperty("chatbotId").GetString();

        await SaveAsync($"/admin/clients/{client.Id}/settings", "#client-settings form", new { Form_Name = "Maison Martin" });
        await SaveAsync($"/admin/chatbots/{client.Id}/{chatbot.Id}", "#chatbot-general form", new { Form_Greeting = "Rebonjour !" });
        await SaveAsync($"/admin/chatbots/{client.Id}/{textsChatbot}/knowledge/{text.Id}", "#knowledge-text form", new { Form_Text = "Tout a augmenté." });
        await SaveAsync($"/admin/llm/models/{model.Id}", "#model-settings form", new { Form_InputPrice = "2" });

        async Task SaveAsync(string address, string form, object values)
        {
            var page = await app.SubmitAsync((await app.OpenAsync(address)).Form(form), values);
            Assert.Equal((address, 200), (address, (int)page.Status));
        }
    }
}
