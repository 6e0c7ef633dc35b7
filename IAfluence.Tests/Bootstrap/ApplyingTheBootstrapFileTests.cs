using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

public sealed class ApplyingTheBootstrapFileTests : IAsyncLifetime
{
    private const string File =
        """
        {
          // The contract's own example, without what this version lacks.
          "defaultRoute": ["small", "builtin"],
          "providers": [
            { "key": "main", "kind": "openai", "baseUrl": "https://api.openai.com/v1", "apiKey": "sk-secret", "processor": "OpenAI", "region": "us" },
          ],
          "models": [
            { "key": "small", "provider": "main", "name": "gpt-4o-mini", "inputPrice": 0.15, "cachedInputPrice": 0.075, "outputPrice": 0.60 },
            { "key": "large", "provider": "main", "name": "gpt-4o", "inputPrice": 2.5, "outputPrice": 10 }
          ],
          "clients": [
            { "key": "martin", "name": "Boulangerie Martin", "locale": "fr", "timeZone": "Europe/Paris",
              "chatbots": [
                { "key": "accueil", "publicKey": "pk_martin", "name": "Assistant Martin", "locale": "fr",
                  "route": ["large", "small"], "systemPrompt": "Tu aides.", "greeting": "Bonjour !", "suggestions": ["Vos horaires ?"], "temperature": 0.3,
                  "allowedOrigins": ["https://www.martin.example", "https://*.martin.example"],
                  "limits": { "messagesPerMinute": 20, "messageCharacters": 4000 },
                  "knowledge": [ { "key": "faq", "title": "Questions fréquentes", "text": "La boulangerie ouvre à sept heures.", "url": "https://www.martin.example/faq" } ] }
              ] }
          ]
        }
        """;

    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Allowed_processors_are_set_kept_and_taken_back()
    {
        const string name = "\"timeZone\": \"Europe/Paris\",";
        await _host.BootstrapAsync(File.Replace(name, name + """ "allowedProcessors": { "providers": ["main"], "regions": ["eu", "us"] },""", StringComparison.Ordinal));
        Assert.Equal(new AllowedProcessors(["main"], ["eu", "us"]), (await PublishedAsync()).Client.AllowedProcessors);

        await _host.BootstrapAsync(File);
        Assert.NotNull((await PublishedAsync()).Client.AllowedProcessors);

        await _host.BootstrapAsync(File.Replace(name, name + """ "allowedProcessors": null,""", StringComparison.Ordinal));
        Assert.Null((await PublishedAsync()).Client.AllowedProcessors);
    }

    [Fact]
    public async Task Widget_settings_are_set_kept_and_taken_back()
    {
        const string name = "\"name\": \"Assistant Martin\",";
        await _host.BootstrapAsync(File.Replace(
            name,
            name + """
                "appearance": { "colorDark": "#7AA2FF", "launcher": "bar", "launcherLabel": "?", "launcherSize": "large", "panelSize": "compact", "radius": 0, "font": "host", "css": "::part(send) { color: red }" },
                "behaviour": { "invitation": { "text": "Bonjour ?", "afterSeconds": 20, "pages": { "include": ["/boutique/*"] } }, "pages": { "exclude": ["/panier"] },
                               "aiNotice": false, "aiNoticeText": "IA", "consent": { "text": "D’accord ?", "policyUrl": "https://www.martin.example/p" } },
                "contact": { "sendTo": "bonjour@martin.example", "phone": "optional" }, "handover": true, "images": true,
                "hours": { "intervals": [ { "day": 6, "from": "09:00", "to": "24:00" } ] },
                """,
            StringComparison.Ordinal).Replace("\"messageCharacters\": 4000", "\"messagesPerConversation\": 10, \"messagesPerMinuteOfAll\": 100", StringComparison.Ordinal)
            .Replace("\"timeZone\":", "\"withoutBrand\": true, \"timeZone\":", StringComparison.Ordinal));

        var (client, settings) = ((await PublishedAsync()).Client, (await PublishedAsync()).Settings);
        Assert.True(client.WithoutBrand);
        Assert.Equal(
            new ChatbotAppearance
            {
                ColorDark = "#7aa2ff",
                Launcher = "bar",
                LauncherLabel = "?",
                LauncherSize = "large",
                PanelSize = "compact",
                Radius = 0,
                Font = "host",
                Css = "::part(send) { color: red }",
            },
            settings.Appearance);
        Assert.Equal(
            new ChatbotBehaviour
            {
                Invitation = new ChatbotInvitation { Text = "Bonjour ?", AfterSeconds = 20, Pages = new PagePatterns { Include = ["/boutique/*"] } },
                Pages = new PagePatterns { Exclude = ["/panier"] },
                AiNotice = false,
                AiNoticeText = "IA",
                Consent = new ChatbotConsent { Text = "D’accord ?", PolicyUrl = "https://www.martin.example/p" },
            },
            settings.Behaviour);
        Assert.Equal(new ChatbotContactForm { SendTo = "bonjour@martin.example", Phone = ContactField.Optional }, settings.Contact);
        Assert.Equal(new ChatbotHours { Intervals = [new OpenInterval(6, "09:00", "24:00")] }, settings.Hours);
        Assert.Equal((true, true, 10, 100), (settings.Handover, settings.Images, settings.Limits.MessagesPerConversation, settings.Limits.MessagesPerMinuteOfAll));

        await _host.BootstrapAsync(File.Replace(name, name + """ "contact": null, "hours": null, "behaviour": { "consent": null },""", StringComparison.Ordinal));
        settings = (await PublishedAsync()).Settings;
        Assert.Equal((null, null, null), (settings.Contact, settings.Hours, settings.Behaviour.Consent));
        Assert.Equal(("bar", "Bonjour ?", true), (settings.Appearance.Launcher, settings.Behaviour.Invitation!.Text, settings.Handover));
    }

    [Fact]
    public async Task File_is_applied_in_full()
    {
        await _host.BootstrapAsync(File);

        var catalog = _host.Get<ProviderCatalog>();
        var small = catalog.FindByKeyOrNull("small")!;
        Assert.Equal(new ModelPrice(1, 150_000, 75_000, 600_000), small.Model.Price);
        Assert.Equal(new ModelPrice(1, 2_500_000, 2_500_000, 10_000_000), catalog.FindByKeyOrNull("large")!.Model.Price);
        Assert.Equal(("OpenAI", "us", true), (small.Provider.Processor, small.Provider.Region, small.Provider.PrivateNetworkAllowed));
        Assert.StartsWith("protected:", small.Provider.ProtectedApiKey, StringComparison.Ordinal);
        Assert.Equal([small.Model.Id, BuiltinProvider.ModelId], catalog.DefaultRoute);

        var published = await PublishedAsync();
        Assert.Equal(("Boulangerie Martin", "Europe/Paris", "Assistant Martin"), (published.Client.Name, published.Client.TimeZone, published.Chatbot.Name));
        Assert.Equal([catalog.FindByKeyOrNull("large")!.Model.Id, small.Model.Id], published.Settings.Route);
        Assert.Equal((0.3, 20, 4000, "Bonjour !"), (published.Settings.Temperature, published.Settings.Limits.MessagesPerMinute, published.Settings.Limits.MessageCharacters, published.Settings.Greeting));
        Assert.Equal(["https://www.martin.example", "https://*.martin.example"], published.Settings.AllowedOrigins);
        Assert.Null(published.Version.CreatedBy);
        Assert.Equal("Questions fréquentes", (await FaqAsync()).Title);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await _host.BootstrapAsync(File);
        var (version, faq, provider) = ((await PublishedAsync()).Version, await FaqAsync(), await ProviderAsync());

        await _host.BootstrapAsync(File.Replace("\"key\": \"martin\", \"name\": \"Boulangerie Martin\",", "\"name\": \"Boulangerie Martin\",\n\n \"key\": \"martin\",", StringComparison.Ordinal));

        Assert.Equal(1, (await PublishedAsync()).Version.Number);
        Assert.Equal(version.Id, (await PublishedAsync()).Version.Id);
        Assert.Equal((faq.Version, provider.Version), ((await FaqAsync()).Version, (await ProviderAsync()).Version));
    }

    [Fact]
    public async Task Edits_made_in_the_admin_stay_until_the_file_says_something_else()
    {
        await _host.BootstrapAsync(File);
        var published = await PublishedAsync();
        await _host.Get<ChatbotVersions>().SaveAsync(
            published.Client.Id, published.Chatbot.Id, 1, published.Settings with { Greeting = "Bienvenue !", SystemPrompt = "Autre." }, null, CancellationToken.None);

        await _host.BootstrapAsync(File.Replace("Boulangerie Martin", "Boulangerie Martin et fils", StringComparison.Ordinal));
        var untouched = await PublishedAsync();
        await _host.BootstrapAsync(File.Replace("\"greeting\": \"Bonjour !\"", "\"greeting\": \"Salut !\"", StringComparison.Ordinal).Replace("\"systemPrompt\": \"Tu aides.\", ", "", StringComparison.Ordinal));
        var changed = await PublishedAsync();

        Assert.Equal(("Boulangerie Martin et fils", "Bienvenue !", 2), (untouched.Client.Name, untouched.Settings.Greeting, untouched.Version.Number));
        Assert.Equal(("Salut !", "Autre.", 3), (changed.Settings.Greeting, changed.Settings.SystemPrompt, changed.Version.Number));
    }

    [Fact]
    public async Task A_new_price_is_a_new_price_version()
    {
        await _host.BootstrapAsync(File);

        await _host.BootstrapAsync(File.Replace("0.60", "0.50", StringComparison.Ordinal));

        Assert.Equal(new ModelPrice(2, 150_000, 75_000, 500_000), _host.Get<ProviderCatalog>().FindByKeyOrNull("small")!.Model.Price);
    }

    [Theory]
    [InlineData("https://api.openai.com/v2", true)]
    [InlineData("https://api.elsewhere.example/v1", false)]
    [InlineData("http://api.openai.com/v1", false)]
    public async Task A_stored_key_does_not_follow_the_address_to_another_host(string address, bool kept)
    {
        await _host.BootstrapAsync(File);

        await _host.BootstrapAsync(File.Replace("https://api.openai.com/v1", address, StringComparison.Ordinal).Replace("\"apiKey\": \"sk-secret\", ", "", StringComparison.Ordinal));

        Assert.Equal((address, kept), ((await ProviderAsync()).BaseUrl, (await ProviderAsync()).ProtectedApiKey is not null));
    }

    [Fact]
    public async Task Chatbot_that_the_admin_deleted_stays_deleted()
    {
        await _host.BootstrapAsync(File);
        var published = await PublishedAsync();
        await _host.Get<ChatbotService>().DeleteAsync(published.Client.Id, published.Chatbot.Id, CancellationToken.None);

        await _host.BootstrapAsync(File.Replace("sept heures", "huit heures", StringComparison.Ordinal));

        Assert.Null(await _host.Get<ChatbotService>().FindByKeyOrNullAsync(published.Client.Id, "accueil", CancellationToken.None));
    }

    [Fact]
    public async Task A_changed_text_is_found_in_its_new_words()
    {
        await _host.BootstrapAsync(File);

        await _host.BootstrapAsync(File.Replace("sept heures", "huit heures", StringComparison.Ordinal));

        var published = await PublishedAsync();
        var passages = await _host.Get<PassageRetriever>().RetrieveAsync(
            published.Client.Id, published.Chatbot.Id, new RetrievalQuestion("À quelle heure ouvre la boulangerie ?", "fr"), 5, CancellationToken.None);
        Assert.Equal("La boulangerie ouvre à huit heures.", Assert.Single(passages.Passages).Text);
        Assert.Equal(1, published.Version.Number);
    }

    [Fact]
    public async Task Questions_and_synonyms_of_the_file_find_a_text_and_stay_when_the_file_says_nothing_of_them()
    {
        const string Questions = "\"text\": \"La boulangerie ouvre à sept heures.\", \"questions\": [\"Vous êtes matinaux ?\", \" \"]";
        await _host.BootstrapAsync(File
            .Replace("\"text\": \"La boulangerie ouvre à sept heures.\"", Questions, StringComparison.Ordinal)
            .Replace("\"publicKey\": \"pk_martin\",", "\"publicKey\": \"pk_martin\", \"synonyms\": [\"boulangerie; fournil\"],", StringComparison.Ordinal));
        var published = await PublishedAsync();

        await _host.BootstrapAsync(File.Replace("sept heures", "huit heures", StringComparison.Ordinal));

        Assert.Equal(["boulangerie, fournil"], published.Settings.Synonyms!);
        Assert.Equal("La boulangerie ouvre à huit heures.", await FoundAsync("vous êtes matinaux"));
        Assert.Equal("La boulangerie ouvre à huit heures.", await FoundAsync("le fournil"));

        async Task<string?> FoundAsync(string question) => (await _host.Get<PassageRetriever>().RetrieveAsync(
            published.Client.Id, published.Chatbot.Id, new RetrievalQuestion(question, "fr") { Synonyms = published.Settings.Synonyms! }, 5, CancellationToken.None))
            .Passages is [var first, ..] ? first.Text : null;
    }

    [Fact]
    public async Task A_changed_public_key_finds_the_chatbot_and_the_old_one_does_not()
    {
        await _host.BootstrapAsync(File);

        await _host.BootstrapAsync(File.Replace("pk_martin", "pk_boulangerie", StringComparison.Ordinal));

        Assert.NotNull(await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_boulangerie", CancellationToken.None));
        Assert.Null(await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", CancellationToken.None));
    }

    [Fact]
    public async Task A_chatbot_without_public_key_is_given_a_random_one()
    {
        await _host.BootstrapAsync(File.Replace("\"publicKey\": \"pk_martin\", ", "", StringComparison.Ordinal));

        var client = await _host.Get<ClientService>().FindByKeyOrNullAsync("martin", CancellationToken.None);
        var chatbot = await _host.Get<ChatbotService>().FindByKeyOrNullAsync(client!.Id, "accueil", CancellationToken.None);
        Assert.Matches("^pk_[A-Za-z0-9]{22}$", chatbot!.PublicKey);
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_make_everything_once()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _host);

        await Task.WhenAll(Task.Run(() => _host.BootstrapAsync(File)), Task.Run(() => other.BootstrapAsync(File)));

        var clients = await _host.Get<ClientService>().ListAsync(null, null, null, 10, CancellationToken.None);
        Assert.Single(clients.Items);
        Assert.Equal(1, (await PublishedAsync()).Version.Number);
        foreach (var host in new[] { _host, other })
        {
            await host.Get<ProviderCatalog>().RefreshAsync(CancellationToken.None);
            Assert.Equal(["builtin", "large", "small"], host.Get<ProviderCatalog>().Models.Select(found => found.Model.Key));
        }
    }

    [Fact]
    public async Task A_process_that_died_in_mid_bootstrap_does_not_stop_the_next()
    {
        await _host.Get<PlatformDocuments<BootstrapLeaseState>>().Insert(
            new BootstrapLeaseState { Id = BootstrapLeaseId.TheOne, Holder = "dead", EndsAt = TimeProvider.System.GetUtcNow().AddSeconds(1) });

        await _host.BootstrapAsync(File);

        Assert.Equal("pk_martin", (await PublishedAsync()).Chatbot.PublicKey);
    }

    private async Task<PublishedChatbot> PublishedAsync()
    {
        _host.Get<PublishedChatbots>().Invalidate();
        return (await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", CancellationToken.None))!;
    }

    private async Task<KnowledgeText> FaqAsync()
    {
        var published = await PublishedAsync();
        return (await _host.Get<KnowledgeService>().FindByKeyOrNullAsync(published.Client.Id, published.Chatbot.Id, "faq", CancellationToken.None))!;
    }

    private async Task<Provider> ProviderAsync() => (await _host.Get<ProviderService>().FindProviderOrNullAsync("main", CancellationToken.None))!;
}
