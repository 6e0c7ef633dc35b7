using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class RefusedOriginsTests : IAsyncLifetime
{
    private static readonly ClientId _client = new("c1");
    private static readonly ChatbotId _chatbot = new("b1");

    private CoreHost _core = null!;

    private RefusedOrigins Refused => _core.Get<RefusedOrigins>();

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_minute_of_calls_is_one_entry_counted_once()
    {
        for (var call = 0; call < 10; call++)
            await RecordAsync("https://www.martin.fr");

        var entry = Assert.Single(await ListAsync());
        Assert.Equal(("https://www.martin.fr", 1), (entry.Origin, entry.Count));
    }

    [Fact]
    public async Task The_next_minute_counts_again_and_moves_it_to_the_top()
    {
        await RecordAsync("https://a.fr");
        await RecordAsync("https://b.fr");
        _core.Time.Advance(TimeSpan.FromMinutes(1));

        await RecordAsync("https://a.fr");

        Assert.Equal([("https://a.fr", 2), ("https://b.fr", 1)], (await ListAsync()).Select(entry => (entry.Origin, (int)entry.Count)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("chrome-extension://abc")]
    [InlineData("https://martin.fr/page")]
    [InlineData("<b>")]
    public async Task Origin_that_is_no_page_is_not_kept(string origin)
    {
        await RecordAsync(origin);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Strangers_cannot_fill_the_store()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            for (var origin = 0; origin < 100; origin++)
                await RecordAsync($"https://{minute}-{origin}.example");
            _core.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(RefusedOrigins.MaxPerChatbot, (await ListAsync()).Count);
    }

    [Fact]
    public async Task After_a_week_it_is_forgotten()
    {
        await RecordAsync("https://www.martin.fr");

        _core.Time.Advance(RefusedOrigins.KeptFor + TimeSpan.FromSeconds(1));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Dismissed_it_is_gone()
    {
        await RecordAsync("https://www.martin.fr");

        await Refused.DismissAsync(_client, _chatbot, "https://www.martin.fr", default);

        Assert.Empty(await ListAsync());
    }

    private Task RecordAsync(string origin) => Refused.RecordAsync(_client, _chatbot, origin, default);

    private Task<IReadOnlyList<RefusedOrigin>> ListAsync() => Refused.ListAsync(_client, _chatbot, default);
}
