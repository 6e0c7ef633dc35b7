using IAfluence.Core.Bootstrap;
using IAfluence.Core.Bootstrap.Demo;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Bootstrap;

public sealed class LoadingTheDemonstrationTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("Qu’est-ce qu’IAfluence ?", "fr")]
    [InlineData("What is IAfluence?", "en")]
    public async Task Its_chatbot_answers_from_the_help_without_a_key(string question, string locale)
    {
        await _host.Get<Bootstrapper>().RunAsync(null, demo: true, CancellationToken.None);

        var published = await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(DemoFile.PublicKey, CancellationToken.None);
        var found = await _host.Get<PassageRetriever>().RetrieveAsync(
            published!.Client.Id, published.Chatbot.Id, new RetrievalQuestion(question, locale), 5, CancellationToken.None);
        var options = new ChatOptions();
        ReplyContext.Attach(options, new ReplyContext(question, locale, found, "Demo", HasHandover: false));
        var model = _host.Get<ProviderCatalog>().FindModelOrNull(Assert.Single(published.Settings.Route!))!;
        var answer = await model.Chat.ReadAsync(options);

        Assert.Equal(("IAfluence Démo", "demo", "fr"), (published.Client.Name, published.Client.Key, published.Settings.Locale));
        Assert.Contains(" [1]", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Pieces.Count > 20, "word by word");
        Assert.Equal((ChatFinishReason.Stop, 0), (answer.FinishReason, model.Model.Price.CostMicros(1_000_000, 0, 1_000_000)));
    }

    [Theory]
    [InlineData("fr", "Bonjour !", "Qu’est-ce qu’IAfluence ?")]
    [InlineData("en", "Hello!", "What is IAfluence?")]
    [InlineData("de", "Bonjour !", "Qu’est-ce qu’IAfluence ?")]
    public async Task Its_chatbot_greets_and_suggests_in_the_visitors_language(string locale, string greeting, string suggestion)
    {
        await _host.Get<Bootstrapper>().RunAsync(null, demo: true, CancellationToken.None);

        var settings = (await _host.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(DemoFile.PublicKey, CancellationToken.None))!.Settings;

        Assert.StartsWith(greeting, settings.Greeting.In(locale, settings.FirstLanguage), StringComparison.Ordinal);
        Assert.Equal(suggestion, settings.Suggestions.In(locale, settings.FirstLanguage)![0]);
        Assert.Empty(ChatbotTexts.MissingIn(settings));
    }

    [Fact]
    public async Task Demonstration_is_loaded_once_and_stays_deleted()
    {
        await _host.Get<Bootstrapper>().RunAsync(null, demo: true, CancellationToken.None);
        var clients = _host.Get<ClientService>();
        await clients.DeleteAsync((await clients.FindByKeyOrNullAsync(DemoFile.ClientKey, CancellationToken.None))!.Id, CancellationToken.None);

        await _host.Get<Bootstrapper>().RunAsync(null, demo: true, CancellationToken.None);

        Assert.Null(await clients.FindByKeyOrNullAsync(DemoFile.ClientKey, CancellationToken.None));
    }

    [Fact]
    public async Task Demonstration_is_not_loaded_beside_a_client()
    {
        await _host.BootstrapAsync("""{ "clients": [ { "key": "martin", "name": "Martin" } ] }""", demo: true);

        Assert.Null(await _host.Get<ClientService>().FindByKeyOrNullAsync(DemoFile.ClientKey, CancellationToken.None));
    }

    [Fact]
    public async Task Without_it_the_builtin_model_is_there_all_the_same()
    {
        await _host.Get<Bootstrapper>().RunAsync(null, demo: false, CancellationToken.None);

        var catalog = _host.Get<ProviderCatalog>();
        Assert.Equal([BuiltinProvider.ModelId], catalog.DefaultRoute);
        Assert.NotNull(catalog.FindByKeyOrNull("builtin"));
        Assert.Empty((await _host.Get<ClientService>().ListAsync(null, null, null, 10, CancellationToken.None)).Items);
    }
}
