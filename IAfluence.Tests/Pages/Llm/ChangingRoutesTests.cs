using System.Net;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

public sealed class ChangingRoutesTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private string _old = null!;
    private string _new = null!;

    private ModelId Old => ModelId.From(LlmOfATest.IdOf(_old));

    private ModelId New => ModelId.From(LlmOfATest.IdOf(_new));

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        await _app.SignInAsync();
        var provider = await _app.Visitor.HasProviderAsync();
        _old = await _app.Visitor.HasModelAsync(provider, "old");
        _new = await _app.Visitor.HasModelAsync(provider, "new");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_default_route_is_put_in_order_without_script()
    {
        var page = await _app.OpenAsync("/admin/llm/route");

        var one = await PressAsync(page, "add", Old);
        var two = await PressAsync(one, "add", New);
        var turned = await PressAsync(two, "up:1", null);
        var saved = await _app.SubmitAsync(turned.Form("#default-route form"));

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal([New, Old], await DefaultRouteAsync());
        Assert.Equal([New.Value, Old.Value], saved.Document.QuerySelectorAll("[name='Route.Models']").Select(input => input.GetAttribute("value")));
    }

    [Fact]
    public async Task An_empty_or_contested_default_route_is_refused_with_a_message()
    {
        var (first, second) = (await _app.OpenAsync("/admin/llm/route"), await _app.OpenAsync("/admin/llm/route"));
        var empty = await _app.Visitor.SubmitAsync(first.Form("#default-route form"), new Dictionary<string, string?> { ["Route.Own"] = "true" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.NotEmpty(empty.One(".field-validation-error").TextContent);
        await _app.SubmitAsync((await PressAsync(first, "add", Old)).Form("#default-route form"));

        var contested = await _app.SubmitAsync((await PressAsync(second, "add", New)).Form("#default-route form"), htmx: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, contested.Status);
        Assert.Single(contested.Document.QuerySelectorAll("#conflict"));
        Assert.Equal([Old], await DefaultRouteAsync());
    }

    [Fact]
    public async Task A_model_is_replaced_everywhere_in_one_step()
    {
        await _app.SetDefaultRouteAsync(Old, BuiltinProvider.ModelId);
        var client = await HasClientWithRouteAsync("Martin", [BuiltinProvider.ModelId, Old]);
        var own = await _app.HasChatbotAsync(client, Catalog.Accueil with { Name = "Own", Route = [Old, New, BuiltinProvider.ModelId] });
        var inherits = await _app.HasChatbotAsync(client, Catalog.Accueil with { Name = "Inherits" });
        var page = await _app.OpenAsync(_old + "/replace");
        Assert.Contains("Routes concerned: 3", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["/admin/llm/route", $"/admin/clients/{client.Id}", own.Address("route")],
            page.Document.QuerySelectorAll("#route-use a").Select(link => link.GetAttribute("href")));

        var done = await _app.SubmitAsync(page.Form("#model-replace form"), new { to = New.Value });

        Assert.Equal(_old, done.Address);
        Assert.Contains("has been replaced", done.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal([New, BuiltinProvider.ModelId], await DefaultRouteAsync());
        Assert.Equal([BuiltinProvider.ModelId, New], (await _app.StoredPlatformAsync<Client>()).Single(one => one.Id == client.Id).DefaultRoute);
        var version = await _app.PublishedAsync(own);
        Assert.Equal([New, BuiltinProvider.ModelId], version.Settings.Route);
        Assert.Equal((2, true), ((int)version.Number, version.CreatedBy is not null));
        Assert.Equal(1, (await _app.PublishedAsync(inherits)).Number);
        Assert.Empty(await _app.UnfinishedReplacementsAsync());
        Assert.Contains("Nothing to replace", (await _app.OpenAsync(_old + "/replace")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("unknown", true)]
    public async Task A_replacement_by_nothing_is_refused_with_a_message(string to, bool htmx)
    {
        await _app.SetDefaultRouteAsync(Old);

        var page = await _app.Visitor.SubmitAsync((await _app.OpenAsync(_old + "/replace")).Form("#model-replace form"), new Dictionary<string, string?> { ["to"] = to }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#to-error").TextContent);
    }

    [Fact]
    public async Task A_replacement_that_broke_off_is_finished_later_and_touches_nothing_twice()
    {
        var client = await _app.HasClientAsync("Martin");
        var done = await _app.HasChatbotAsync(client, Catalog.Accueil with { Name = "Done", Route = [New] });
        var left = await _app.HasChatbotAsync(client, Catalog.Accueil with { Name = "Left", Route = [Old] });
        var owner = Assert.Single(await _app.StoredPlatformAsync<Core.Accounts.User>());
        await _app.HasStoredPlatformAsync(new ModelReplacement
        {
            Id = new ModelReplacementId("broken-off"),
            From = Old,
            To = New,
            At = _app.Time.GetUtcNow(),
            By = owner.Id,
        });
        Assert.Single((await _app.OpenAsync("/admin/llm")).Document.QuerySelectorAll("#replacing"));
        var order = Assert.Single(await _app.UnfinishedReplacementsAsync());

        await _app.CarryOutAsync(order);
        await _app.CarryOutAsync(order);

        Assert.Equal((1, 2), ((int)(await _app.PublishedAsync(done)).Number, (int)(await _app.PublishedAsync(left)).Number));
        Assert.Empty((await _app.OpenAsync("/admin/llm")).Document.QuerySelectorAll("#replacing"));
    }

    [Fact]
    public async Task Override_comes_before_every_route_and_ends_by_itself()
    {
        var client = await _app.HasClientAsync("Martin");
        var chatbot = await _app.HasChatbotAsync(client, Catalog.Accueil with { Route = [Old, BuiltinProvider.ModelId] });
        var form = (await _app.OpenAsync("/admin/llm/override?model=" + New)).Form("#override form");

        var list = await _app.SubmitAsync(form, new { Form_Minutes = "60" });

        Assert.Contains("new", list.One("#override-banner").TextContent, StringComparison.Ordinal);
        Assert.Contains(IAfluenceApp.OwnerEmail, list.One("#override-banner").TextContent, StringComparison.Ordinal);
        Assert.Equal([New, Old, BuiltinProvider.ModelId], await _app.RouteOfAsync(chatbot));
        Assert.Single((await _app.OpenAsync(_new + "/delete")).Document.QuerySelectorAll("#still-used"));

        _app.Time.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal([Old, BuiltinProvider.ModelId], await _app.RouteOfAsync(chatbot));
        Assert.Empty((await _app.OpenAsync("/admin/llm")).Document.QuerySelectorAll("#override-banner"));
    }

    [Fact]
    public async Task Override_is_ended_by_its_button()
    {
        await _app.SubmitAsync((await _app.OpenAsync("/admin/llm/override?model=" + New)).Form("#override form"));

        var after = await _app.SubmitAsync((await _app.OpenAsync("/admin/llm")).Form("#override-banner form"));

        Assert.Equal("/admin/llm", after.Address);
        Assert.Empty(after.Document.QuerySelectorAll("#override-banner"));
        Assert.Null(_app.OverrideOrNull());
    }

    [Theory]
    [InlineData("", "60", false)]
    [InlineData("unknown", "60", true)]
    public async Task Override_by_no_model_is_refused_with_a_message(string model, string minutes, bool htmx)
    {
        var form = (await _app.OpenAsync("/admin/llm/override")).Form("#override form");

        var page = await _app.Visitor.SubmitAsync(form, new Dictionary<string, string?> { ["Form.Model"] = model, ["Form.Minutes"] = minutes }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#model-error").TextContent);
    }

    private async Task<Client> HasClientWithRouteAsync(string name, IReadOnlyList<ModelId> route)
    {
        var client = await _app.HasClientAsync(name);
        return await _app.ChangeClientAsync(client, settings => settings with { DefaultRoute = route });
    }

    private async Task<IEnumerable<ModelId>> DefaultRouteAsync() =>
        (await _app.OpenAsync("/admin/llm/route")).Document.QuerySelectorAll("[name='Route.Models']").Select(input => ModelId.From(input.GetAttribute("value")!));

    private async Task<OpenedPage> PressAsync(OpenedPage page, string change, ModelId? add) =>
        await _app.Visitor.SubmitAsync(
            page.Form("#default-route form"),
            (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["change"] = change, ["Route.Add"] = add?.Value });
}
