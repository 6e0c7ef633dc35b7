using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

/// <summary>What the file changed since it was last applied is written; what it did not change leaves the admin's edits alone.</summary>
public sealed class MergingTheBootstrapFileTests : IAsyncLifetime
{
    private const string File =
        """
        {
          "defaultRoute": ["small"],
          "providers": [ { "key": "main", "kind": "openai", "apiKey": "sk-1", "processor": "OpenAI", "region": "us" } ],
          "models": [ { "key": "small", "provider": "main", "name": "gpt-4o-mini", "inputPrice": 0.15, "outputPrice": 0.60, "quota": { "cost": 50 } } ],
          "clients": [
            { "key": "martin", "name": "Martin", "locale": "fr", "timeZone": "Europe/Paris",
              "chatbots": [
                { "key": "accueil", "publicKey": "pk_martin", "name": "Assistant", "locale": "fr", "systemPrompt": "Tu aides.", "greeting": "Bonjour !", "route": ["small"],
                  "appearance": { "color": "#112233", "side": "left" }, "behaviour": { "consent": { "text": "D’accord ?" } },
                  "knowledge": [ { "key": "faq", "title": "Questions", "text": "La boulangerie ouvre à sept heures." } ] } ] }
          ]
        }
        """;

    private CoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await CoreHost.StartOnSystemClockAsync();
        await _host.BootstrapAsync(File);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Property_that_the_file_changed_is_written_and_an_edit_of_another_stays()
    {
        await EditEverythingAsync();

        await _host.BootstrapAsync(Changed(
            ("\"region\": \"us\"", "\"region\": \"eu\""), ("\"outputPrice\": 0.60", "\"outputPrice\": 0.50"), ("Europe/Paris", "Europe/Brussels"), ("Bonjour !", "Salut !"),
            ("\"side\": \"left\"", "\"side\": \"right\""), ("\"title\": \"Questions\"", "\"title\": \"FAQ\"")));

        var (provider, model) = (await ProviderAsync(), await ModelAsync());
        Assert.Equal(("Nous", "eu"), (provider.Processor, provider.Region));
        Assert.Equal((200_000L, 500_000L, 60_000_000L), (model.Price.InputMicros, model.Price.OutputMicros, model.Quota!.CostMicros));
        var (client, settings) = await PublishedAsync();
        Assert.Equal(("Maison Martin", "Europe/Brussels"), (client.Name, client.TimeZone));
        Assert.Equal(("Salut !", "Autre.", "#445566", "right"), (settings.Greeting, settings.SystemPrompt, settings.Appearance.Color, settings.Appearance.Side));
        Assert.Equal(("FAQ", "Fermé."), await FaqAsync());
    }

    [Fact]
    public async Task Same_file_in_another_spelling_overwrites_no_edit()
    {
        await EditEverythingAsync();
        var before = await StoredConfiguration.ReadAsync(_host);

        await _host.BootstrapAsync(Changed(("0.60", "0.600"), ("\"name\": \"Martin\", \"locale\": \"fr\"", "\"locale\": \"fr\", \"name\": \"Martin\""), ("D’accord", "D\\u2019accord")));

        Assert.Equal(before.ToJsonString(), (await StoredConfiguration.ReadAsync(_host)).ToJsonString());
    }

    [Fact]
    public async Task Store_that_knows_digests_only_keeps_every_edit_and_learns_the_content()
    {
        await EditEverythingAsync();
        await ForgetContentsAsync();
        var before = await StoredConfiguration.ReadAsync(_host);

        await _host.BootstrapAsync(File);

        Assert.Equal(before.ToJsonString(), (await StoredConfiguration.ReadAsync(_host)).ToJsonString());
        Assert.All(await StoredConfiguration.AppliedAsync(_host), applied => Assert.Equal(applied.Digest, applied.Content?.Digest));
        await _host.BootstrapAsync(Changed(("Bonjour !", "Salut !")));
        var (_, settings) = await PublishedAsync();
        Assert.Equal(("Salut !", "Autre."), (settings.Greeting, settings.SystemPrompt));
    }

    [Fact]
    public async Task Store_that_knows_another_digest_only_takes_all_that_the_file_states()
    {
        await EditEverythingAsync();
        await ForgetContentsAsync();

        await _host.BootstrapAsync(Changed(("Bonjour !", "Salut !")));

        var (_, settings) = await PublishedAsync();
        Assert.Equal(("Salut !", "Tu aides."), (settings.Greeting, settings.SystemPrompt));
        Assert.Equal("Maison Martin", (await PublishedAsync()).Client.Name);
    }

    [Fact]
    public async Task Property_that_comes_into_the_file_is_written_and_one_that_leaves_it_stays()
    {
        await _host.BootstrapAsync(Changed(("\"systemPrompt\": \"Tu aides.\", ", "\"apology\": \"Pardon.\", ")));

        var (_, settings) = await PublishedAsync();
        Assert.Equal(("Tu aides.", "Pardon."), (settings.SystemPrompt, settings.Apology));
    }

    [Fact]
    public async Task Null_takes_a_property_back_to_its_default()
    {
        await _host.BootstrapAsync(Changed(
            ("\"greeting\": \"Bonjour !\"", "\"greeting\": null"), ("\"route\": [\"small\"]", "\"route\": null"), ("\"side\": \"left\"", "\"side\": null"),
            ("\"consent\": { \"text\": \"D’accord ?\" }", "\"consent\": null"), ("\"apiKey\": \"sk-1\"", "\"apiKey\": null"), ("\"quota\": { \"cost\": 50 }", "\"quota\": null")));

        var (_, settings) = await PublishedAsync();
        Assert.Equal(("", "right", "#112233"), (settings.Greeting, settings.Appearance.Side, settings.Appearance.Color));
        Assert.Equal((null, null, null), (settings.Route, settings.Behaviour.Consent, (await ProviderAsync()).ProtectedApiKey));
        Assert.Null((await ModelAsync()).Quota);
    }

    [Fact]
    public async Task Api_key_stored_in_the_admin_stays_until_the_file_states_another()
    {
        var editing = _host.Get<ProviderEditing>();
        await editing.StoreApiKeyAsync((await ProviderAsync()).Id, "sk-admin", default);

        await _host.BootstrapAsync(Changed(("\"region\": \"us\"", "\"region\": \"eu\"")));
        var kept = (await ProviderAsync()).ProtectedApiKey;
        await _host.BootstrapAsync(Changed(("sk-1", "sk-2")));

        Assert.Equal(("protected:nimda-ks", "protected:2-ks"), (kept, (await ProviderAsync()).ProtectedApiKey));
    }

    [Theory]
    [InlineData("\"apiKey\": \"sk-1\"", "\"apiKey\": \"sk-1\", \"baseUrl\": \"https://llm.example/v1\"")]
    [InlineData("\"kind\": \"openai\"", "\"kind\": \"anthropic\"")]
    [InlineData("\"kind\": \"openai\"", "\"kind\": \"openai\", \"preset\": \"mistral\"")]
    public async Task Api_key_that_the_file_states_beside_another_host_goes_with_it(string from, string to)
    {
        var before = await ProviderAsync();

        await _host.BootstrapAsync(Changed((from, to)));

        var after = await ProviderAsync();
        Assert.NotEqual(ProviderKeys.HostOf(before), ProviderKeys.HostOf(after));
        Assert.Equal("protected:1-ks", after.ProtectedApiKey);
    }

    [Fact]
    public async Task Private_network_that_the_admin_closed_stays_closed_until_the_file_states_preset_or_address()
    {
        var local = Changed(("\"kind\": \"openai\"", "\"kind\": \"openai\", \"preset\": \"ollama\""));
        await _host.BootstrapAsync(local);
        Assert.True((await ProviderAsync()).PrivateNetworkAllowed);
        var moved = ProviderSettings.Of(await ProviderAsync()) with { BaseUrl = "https://llm.example/v1", PrivateNetworkAllowed = false };
        Assert.True((await _host.Get<ProviderEditing>().SaveAsync((await ProviderAsync()).Id, null, moved, default)).Succeeded);

        await _host.BootstrapAsync(local.Replace("\"region\": \"us\"", "\"region\": \"eu\"", StringComparison.Ordinal));

        var provider = await ProviderAsync();
        Assert.Equal(("eu", "https://llm.example/v1", false), (provider.Region, provider.BaseUrl, provider.PrivateNetworkAllowed));
    }

    [Fact]
    public async Task Erased_content_is_not_recorded_again_by_the_same_file()
    {
        var (client, _) = await PublishedAsync();
        await _host.Get<ClientService>().DeleteAsync(client.Id, default);
        await _host.Get<ErasureSweep>().SweepAsync(default);

        await _host.BootstrapAsync(File);

        var ofClients = (await StoredConfiguration.AppliedAsync(_host)).Where(applied => applied.Address.StartsWith("clients/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofClients);
        Assert.All(ofClients, applied => Assert.Null(applied.Content));
        Assert.Null(await _host.Get<ClientService>().FindByKeyOrNullAsync("martin", default));

        await _host.BootstrapAsync(Changed(("\"name\": \"Martin\"", "\"name\": \"Martin frères\"")));
        Assert.Equal("Martin frères", (await _host.Get<ClientService>().FindByKeyOrNullAsync("martin", default))?.Name);
    }

    [Fact]
    public async Task Uploaded_logo_stays_when_the_file_changes_the_appearance()
    {
        var (client, settings) = await PublishedAsync();
        await SaveAsync(client, settings with { Appearance = settings.Appearance with { LogoId = "logo_1" } });

        await _host.BootstrapAsync(Changed(("\"side\": \"left\"", "\"side\": \"right\"")));

        Assert.Equal(("logo_1", "right"), ((await PublishedAsync()).Settings.Appearance.LogoId, (await PublishedAsync()).Settings.Appearance.Side));
    }

    [Fact]
    public async Task Default_route_edited_in_the_admin_stays_until_the_file_states_another()
    {
        await _host.Get<IAfluence.Core.Routing.Changes.InstallationRoute>().SaveAsync(null, [BuiltinProvider.ModelId], default);

        await _host.BootstrapAsync(Changed(("Bonjour !", "Salut !")));
        var kept = _host.Get<ProviderCatalog>().DefaultRoute;
        await _host.BootstrapAsync(Changed(("\"defaultRoute\": [\"small\"]", "\"defaultRoute\": [\"builtin\", \"small\"]")));

        Assert.Equal([BuiltinProvider.ModelId], kept);
        Assert.Equal([BuiltinProvider.ModelId, (await ModelAsync()).Id], _host.Get<ProviderCatalog>().DefaultRoute);
    }

    private static string Changed(params (string From, string To)[] changes) => changes.Aggregate(File, (file, change) =>
        file.Contains(change.From, StringComparison.Ordinal) ? file.Replace(change.From, change.To, StringComparison.Ordinal) : throw new ArgumentException(change.From));

    private async Task EditEverythingAsync()
    {
        var (provider, model) = (await ProviderAsync(), await ModelAsync());
        await _host.Get<ProviderEditing>().SaveAsync(provider.Id, null, ProviderSettings.Of(provider) with { Processor = "Nous" }, default);
        await _host.Get<ModelEditing>().SaveAsync(model.Id, null, ModelSettings.Of(model) with { InputMicros = 200_000 }, new UserId("u"), default);
        await _host.Get<QuotaService>().SetAsync(QuotaScope.OfModel(model.Id), new Quota(QuotaPeriod.Month, CostMicros: 60_000_000), default);
        var (client, settings) = await PublishedAsync();
        await _host.Get<ClientService>().SaveAsync(client.Id, null, ClientSettings.Of(client) with { Name = "Maison Martin" }, default);
        await SaveAsync(client, settings with { SystemPrompt = "Autre.", Appearance = settings.Appearance with { Color = "#445566" } });
        var chatbot = (await _host.Get<ChatbotService>().FindByKeyOrNullAsync(client.Id, "accueil", default))!;
        await _host.Get<KnowledgeService>().SaveAsync(client.Id, chatbot.Id, new KnowledgeDraft("faq", "Questions", "Fermé.", null, "fr"), default);
    }

    private async Task SaveAsync(Client client, ChatbotSettings settings)
    {
        var published = (await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", default))!;
        var saved = await _host.Get<ChatbotVersions>().SaveAsync(client.Id, published.Chatbot.Id, published.Version.Number, settings, null, default);
        Assert.True(saved.Succeeded);
    }

    /// <summary>Makes of the store one that an older version wrote.</summary>
    private async Task ForgetContentsAsync()
    {
        foreach (var applied in await StoredConfiguration.AppliedAsync(_host))
            await _host.Get<PlatformDocuments<AppliedObject>>().Modify(applied.Id, new Update<AppliedObject>().Unset(stored => stored.Content));
    }

    private async Task<Provider> ProviderAsync() => (await _host.Get<ProviderService>().FindProviderOrNullAsync("main", default))!;

    private async Task<Model> ModelAsync() => (await _host.Get<ProviderService>().FindModelOrNullAsync("small", default))!;

    private async Task<(Client Client, ChatbotSettings Settings)> PublishedAsync()
    {
        _host.Get<PublishedChatbots>().Invalidate();
        var published = (await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", default))!;
        return (published.Client, published.Settings);
    }

    private async Task<(string Title, string Text)> FaqAsync()
    {
        var (client, _) = await PublishedAsync();
        var chatbot = (await _host.Get<ChatbotService>().FindByKeyOrNullAsync(client.Id, "accueil", default))!;
        var text = (await _host.Get<KnowledgeService>().FindByKeyOrNullAsync(client.Id, chatbot.Id, "faq", default))!;
        return (text.Title, text.Text);
    }
}
