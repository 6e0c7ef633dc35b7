using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

public sealed class OwnKeysOfClientsTests : IAsyncLifetime
{
    private const string OwnKey = "sk-own-0f-the-cl1ent-77";

    private IAfluenceApp _app = null!;
    private Client _client = null!;
    private string _first = null!;
    private ModelId _a;
    private ModelId _b;

    private string ClientAddress => $"/admin/clients/{_client.Id}/keys";

    private ModelId[] Route => [_a, _b, BuiltinProvider.ModelId];

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        await _app.SignInAsync();
        _client = await _app.HasClientAsync("Martin");
        _first = await _app.Visitor.HasProviderAsync("First");
        _a = ModelId.From(LlmOfATest.IdOf(await _app.Visitor.HasModelAsync(_first, "a")));
        _b = ModelId.From(LlmOfATest.IdOf(await _app.Visitor.HasModelAsync(await _app.Visitor.HasProviderAsync("Second"), "b")));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Without_own_keys_the_agencys_serve_the_route_in_order() =>
        Assert.Equal([(_a, false), (_b, false), (BuiltinProvider.ModelId, false)], Called());

    [Fact]
    public async Task With_an_own_key_nothing_is_called_at_the_agencys_expense()
    {
        var page = await StoreAsync(OwnKey, allowed: false);

        Assert.Equal([(_a, true), (BuiltinProvider.ModelId, false)], Called());
        Assert.Contains("First", page.One("#client-keys tbody").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(OwnKey, page.Html, StringComparison.Ordinal);
        var stored = Assert.Single(await _app.StoredAsync<ClientKey>());
        Assert.DoesNotContain(OwnKey, stored.ProtectedApiKey, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.ProtectedApiKey, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agencys_keys_step_in_before_the_builtin_model_where_allowed()
    {
        await StoreAsync(OwnKey, allowed: true);
        Assert.Equal([(_a, true), (_b, false), (_a, false), (BuiltinProvider.ModelId, false)], Called());

        var circuits = Candidates().Select(model => model.CircuitId).ToList();
        Assert.Equal(circuits.Count, circuits.Distinct().Count());

        await StoreAsync("", allowed: false);
        Assert.Equal([(_a, true), (BuiltinProvider.ModelId, false)], Called());
    }

    [Fact]
    public async Task A_provider_that_moved_gets_no_key_that_was_given_for_its_host_before()
    {
        await StoreAsync(OwnKey, allowed: false);
        await _app.SubmitAsync((await _app.OpenAsync(_first)).Form("#provider-settings form"), new { Form_BaseUrl = "https://elsewhere.example/v1" });

        Assert.Equal([(BuiltinProvider.ModelId, false)], Called());
        Assert.Contains("enter the key again", (await _app.OpenAsync(ClientAddress)).One("#client-keys").TextContent, StringComparison.Ordinal);
        var refused = await StoreAsync("", allowed: false);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#key-error").TextContent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_key_gives_a_message_and_is_not_sent_back(bool htmx)
    {
        var form = (await _app.OpenAsync(ClientAddress)).Form("#client-keys form");

        var refused = await _app.SubmitAsync(form, new { Key_ProviderId = "", Key_ApiKey = OwnKey }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#key-provider-error").TextContent);
        Assert.DoesNotContain(OwnKey, refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_or_its_provider_deleted_it_is_gone()
    {
        var page = await StoreAsync(OwnKey, allowed: false);
        var removed = await _app.SubmitAsync(page.Form("#client-keys tbody form"));
        Assert.Empty(removed.Document.QuerySelectorAll("#client-keys tbody"));
        Assert.Equal([(_a, false), (_b, false), (BuiltinProvider.ModelId, false)], Called());

        await StoreAsync(OwnKey, allowed: false);
        await _app.SubmitAsync((await _app.OpenAsync(_first + "/delete")).Form("#provider-delete form"));
        Assert.Empty(await _app.StoredAsync<ClientKey>());
    }

    [Fact]
    public async Task A_member_sees_nothing_of_it()
    {
        await StoreAsync(OwnKey, allowed: false);
        await _app.HasMemberAsync(_client, ClientRole.Manager, "manager@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@martin.example");

        var page = await member.OpenAsync($"/admin/clients/{_client.Id}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("#client-keys, a[href$='/keys']"));
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(ClientAddress)).Status);
    }

    private IEnumerable<(ModelId, bool)> Called() => Candidates().Select(model => (model.Model.Id, model.KeyOf == _client.Id));

    private IReadOnlyList<ResolvedModel> Candidates() => _app.CandidatesOf(Route, _client);

    private async Task<OpenedPage> StoreAsync(string apiKey, bool allowed)
    {
        var form = (await _app.OpenAsync(ClientAddress)).Form("#client-keys form[hx-post]");
        return await _app.Visitor.SubmitAsync(form, new Dictionary<string, string?>
        {
            ["Key.ProviderId"] = LlmOfATest.IdOf(_first),
            ["Key.ApiKey"] = apiKey,
            ["Key.AgencyFallbackAllowed"] = allowed ? "true" : "false",
        });
    }
}
