using IAfluence.Core.Bootstrap.Demo;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>What a visitor of the demonstration reads, in both languages.</summary>
public sealed class TalkingToTheBuiltinModelTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync(("Bootstrap:Demo", "true"), ("Encoder:Kind", "none"));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("fr", "bonjour !", "Bonjour\u00a0! Comment puis-je aider\u00a0?")]
    [InlineData("en", "hii", "Hello! How can I help?")]
    [InlineData("fr", "mrc", "Avec plaisir\u00a0!")]
    [InlineData("en", "thx", "You’re welcome!")]
    [InlineData("fr", "un humain svp", "Personne ne peut prendre le relais")]
    [InlineData("en", "I want to talk to a real person", "Nobody can take over")]
    [InlineData("fr", "quelle est la capitale de l'Australie ?", "Je n’ai rien trouvé")]
    [InlineData("en", "how do I boil an egg", "I found nothing")]
    [InlineData("fr", "quel temps fera-t-il demain à Lyon", "Je n’ai pas trouvé de réponse exacte.")]
    [InlineData("en", "write me a poem about the sea", "I found no exact answer.")]
    [InlineData("fr", "Bonjour, sur quel port ça tourne et comment je le change ?", "http://localhost:5080")]
    [InlineData("en", "thanks, and what happens if OpenAI is down?", "IAfluence calls the next one")]
    public async Task Visitor_gets_the_reply_to_what_was_said(string locale, string said, string expected)
    {
        var visitor = new Visitor(_app.NewBrowser().Http, DemoFile.PublicKey, "http://localhost");

        var reply = await visitor.AskAsync(said, locale: locale);

        Assert.Null(reply.Code);
        Assert.Contains(expected, reply.Text, StringComparison.Ordinal);
        Assert.InRange(reply.Text.Length, 10, 900);
    }
}
