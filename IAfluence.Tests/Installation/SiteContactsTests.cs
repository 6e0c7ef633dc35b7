using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Installation;

public sealed class SiteContactsTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private PublishedChatbot _chatbot = null!;

    private SiteContacts Contacts => _core.Get<SiteContacts>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        var client = await _core.HasClientAsync();
        var made = await _core.HasChatbotAsync(client, Catalog.Accueil with { AllowedOrigins = ["https://www.martin.fr", "https://*.martin.shop"] });
        _chatbot = (await _core.Get<PublishedChatbots>().FindOrNullAsync(client.Id, made.Id, default))!;
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task The_last_contact_of_a_site_is_kept_with_its_versions()
    {
        await RecordAsync("https://www.martin.fr/blog/?x=1", "1.0.0", "6.1.9");
        _core.Time.Advance(TimeSpan.FromHours(12));
        await RecordAsync("https://www.martin.fr", "1.1.0", "6.2");

        var contact = Assert.Single(await ListAsync());
        Assert.Equal(("https://www.martin.fr", "1.1.0", "6.2", true), (contact.Site, contact.PluginVersion, contact.WordPressVersion, contact.Allowed));
        Assert.Equal(_core.Time.GetUtcNow(), contact.LastContactAt);
    }

    [Theory]
    [InlineData(null, "1.0.0")]
    [InlineData("martin", "1.0.0")]
    [InlineData("ftp://martin.fr", "1.0.0")]
    [InlineData("https://", "1.0.0")]
    [InlineData("https://www.martin.fr", null)]
    [InlineData("https://www.martin.fr", "<b>1</b>")]
    [InlineData("https://www.martin.fr", "1.0.0.0.0.0.0.0.0.0.0.0.0.0")]
    public async Task Contact_with_no_site_or_no_version_is_not_kept(string? site, string? version)
    {
        await RecordAsync(site, version, "6.1");

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Strangers_take_few_places_and_never_those_of_allowed_sites()
    {
        for (var number = 0; number < 50; number++)
            await RecordAsync($"https://stranger{number}.example");
        for (var number = 0; number < 120; number++)
            await RecordAsync($"https://shop{number}.martin.shop");
        await RecordAsync("https://www.martin.fr");

        var contacts = await ListAsync();
        Assert.Equal(SiteContacts.MaxUnnamed + 1, contacts.Count);
        Assert.Equal(SiteContacts.MaxNotAllowed, contacts.Count(contact => !contact.Allowed));
    }

    [Fact]
    public async Task Names_made_up_under_a_wildcard_never_take_the_place_of_a_site_that_is_named()
    {
        for (var number = 0; number < 130; number++)
            await RecordAsync($"https://fake{number}.martin.shop");
        await RecordAsync("https://www.martin.fr");
        _core.Time.Advance(TimeSpan.FromHours(1));
        for (var number = 0; number < 130; number++)
            await RecordAsync($"https://fake{number}.martin.shop", "1.0.1");

        var contacts = await ListAsync();
        Assert.Equal(SiteContacts.MaxUnnamed, contacts.Count(contact => contact.Site.EndsWith(".martin.shop", StringComparison.Ordinal)));
        Assert.Contains("https://www.martin.fr", contacts.Select(contact => contact.Site));
    }

    [Fact]
    public async Task A_site_that_asks_all_the_time_is_written_once_a_minute()
    {
        await RecordAsync("https://www.martin.fr");
        var first = Assert.Single(await ListAsync());

        _core.Time.Advance(TimeSpan.FromSeconds(30));
        await RecordAsync("https://www.martin.fr");

        Assert.Equal(first.LastContactAt, Assert.Single(await ListAsync()).LastContactAt);
    }

    [Fact]
    public async Task After_four_hundred_days_it_is_forgotten()
    {
        await RecordAsync("https://www.martin.fr");

        _core.Time.Advance(SiteContacts.KeptFor + TimeSpan.FromSeconds(1));

        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("1.0.0", "1.0.1", true)]
    [InlineData("1.9.0", "1.10.0", true)]
    [InlineData("1.0", "1.0.0", false)]
    [InlineData("2", "1.9.9", false)]
    [InlineData("1.0.0-beta", "1.0.0", false)]
    public void Versions_are_compared_as_numbers(string version, string than, bool older) => Assert.Equal(older, VersionText.IsOlder(version, than));

    private Task RecordAsync(string? site, string? version = "1.0.0", string? wordPress = "6.1") => Contacts.RecordAsync(_chatbot, site, version, wordPress, default);

    private Task<IReadOnlyList<SiteContact>> ListAsync() => Contacts.ListAsync(_chatbot.Client.Id, _chatbot.Chatbot.Id, default);
}
