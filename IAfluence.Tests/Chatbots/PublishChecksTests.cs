using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Chatbots;

public sealed class PublishChecksTests : IAsyncLifetime
{
    private readonly WordCheck _check = new();
    private CoreHost _core = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(null, services => services.AddSingleton<IPublishCheck>(_check));
        _client = await _core.HasClientAsync();
        _chatbot = await _core.HasChatbotAsync(_client);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_blocking_finding_keeps_the_draft_from_being_published()
    {
        await EditAsync(settings => settings with { Greeting = "interdit" });

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.Refused, outcome.Kind);
        Assert.Equal([("forbidden_word", "interdit")], outcome.Findings.Select(finding => (finding.Code, (string)finding.Arguments[0])));
        Assert.Equal((_client.Id, _chatbot.Id, "interdit"), (_check.Asked!.Client.Id, _check.Asked.Chatbot.Id, _check.Asked.Settings.Greeting));
        Assert.Equal(1, (await _core.Get<ChatbotVersions>().FindPublishedOrNullAsync(_client.Id, _chatbot.Id, default))!.Number);
    }

    [Fact]
    public async Task A_warning_is_told_and_the_draft_published()
    {
        await EditAsync(settings => settings with { Greeting = "étrange" });

        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.Version!.Number));
        Assert.Equal(["strange_word"], outcome.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_change_past_the_draft_is_published_whatever_the_checks_find_and_tells_it()
    {
        var outcome = await _core.Get<ChatbotPublisher>().PublishChangeAsync(
            _client.Id, _chatbot.Id, Catalog.Accueil, Catalog.Accueil with { Greeting = "interdit" }, null, default);

        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.Version!.Number));
        Assert.Equal(["forbidden_word"], outcome.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_restored_route_whose_models_are_gone_is_told_and_one_without_any_left_is_refused()
    {
        var (kept, gone) = (await ModelAsync("kept", null), await ModelAsync("gone", _core.Time.GetUtcNow()));
        await VersionAsync(2, [kept, gone]);
        await VersionAsync(3, [gone]);
        await PublishedAsync(settings => settings with { Route = null });

        await _core.Get<ChatbotDrafts>().RestoreAsync(_client.Id, _chatbot.Id, 3, null, default);
        var empty = await PublishAsync();
        await _core.Get<ChatbotDrafts>().RestoreAsync(_client.Id, _chatbot.Id, 2, null, default);
        var some = await PublishAsync();

        Assert.Equal((PublishKind.Refused, RouteModelsCheck.AllGone), (empty.Kind, empty.Findings.Single().Code));
        Assert.Equal((PublishKind.Published, RouteModelsCheck.SomeGone), (some.Kind, some.Findings.Single().Code));
        Assert.Equal([kept, gone], some.Version!.Settings.Route);
    }

    private async Task<ModelId> ModelAsync(string key, DateTimeOffset? deletedAt)
    {
        var model = new Model { Id = new ModelId(key), Key = key, ProviderId = new ProviderId("p"), Name = key, Price = ModelPrice.Free, DeletedAt = deletedAt };
        await _core.Get<PlatformDocuments<Model>>().Insert(model);
        return model.Id;
    }

    /// <summary>As it was published while its models were there.</summary>
    private async Task VersionAsync(long number, IReadOnlyList<ModelId> route)
    {
        var version = new ChatbotVersion
        {
            Id = new ChatbotVersionId($"v{number}"),
            ClientId = _client.Id,
            ChatbotId = _chatbot.Id,
            Number = number,
            Settings = Catalog.Accueil with { Route = route },
            CreatedAt = _core.Time.GetUtcNow(),
        };
        await _core.Get<ClientDocuments<ChatbotVersion>>().Insert(_client.Id, version);
        await _core.Get<ClientDocuments<Chatbot>>().Modify(
            _client.Id, _chatbot.Id, new Update<Chatbot>().Set(chatbot => chatbot.PublishedVersionId, version.Id).Set(chatbot => chatbot.LatestNumber, number));
    }

    private async Task PublishedAsync(Func<ChatbotSettings, ChatbotSettings> change)
    {
        var published = (await _core.Get<ChatbotVersions>().FindPublishedOrNullAsync(_client.Id, _chatbot.Id, default))!;
        await _core.Get<ChatbotVersions>().SaveAsync(_client.Id, _chatbot.Id, published.Number, change(published.Settings), null, default);
    }

    private Task<SaveOutcome<DraftedChatbot>> EditAsync(Func<ChatbotSettings, ChatbotSettings> edit) =>
        _core.Get<ChatbotDrafts>().SaveAsync(_client.Id, _chatbot.Id, null, edit, null, default);

    private Task<PublishOutcome> PublishAsync() => _core.Get<ChatbotPublisher>().PublishAsync(_client.Id, _chatbot.Id, null, null, default);

    /// <summary>Minds two words in the greeting.</summary>
    private sealed class WordCheck : IPublishCheck
    {
        public PublishSubject? Asked { get; private set; }

        public Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct)
        {
            Asked = subject;
            return Task.FromResult<IReadOnlyList<PublishFinding>>(subject.Settings.Greeting.ToString() switch
            {
                "interdit" => [new PublishFinding(PublishSeverity.Blocking, "forbidden_word", "interdit")],
                "étrange" => [new PublishFinding(PublishSeverity.Warning, "strange_word")],
                _ => [],
            });
        }
    }
}
