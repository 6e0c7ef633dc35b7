using System.Net;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

public sealed class ManagingModelsTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private string _provider = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        await _app.SignInAsync();
        _provider = await _app.Visitor.HasProviderAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("0.15", 150_000)]
    [InlineData("0,075", 75_000)]
    [InlineData(" $3 ", 3_000_000)]
    [InlineData("", 0)]
    public async Task A_price_is_read_as_people_write_it(string typed, long micros)
    {
        var model = await _app.StoredModelAsync(await _app.Visitor.HasModelAsync(_provider, "small", typed, "1"));

        Assert.Equal(new ModelPrice(1, micros, micros, 1_000_000), model.Price);
    }

    [Theory]
    [InlineData("free", false)]
    [InlineData("-1", true)]
    [InlineData("0.0000001", false)]
    [InlineData("2000", true)]
    public async Task Text_that_is_no_price_is_refused_with_a_message(string typed, bool htmx)
    {
        var form = (await _app.OpenAsync("/admin/llm/models/new?provider=" + LlmOfATest.IdOf(_provider))).Form();

        var page = await _app.SubmitAsync(form, new { Form_Name = "small", Form_InputPrice = typed }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#input-price-error").TextContent);
        Assert.Equal(typed, page.One("[name='Form.InputPrice']").GetAttribute("value"));
        Assert.Equal("small", page.One("[name='Form.Name']").GetAttribute("value"));
    }

    [Fact]
    public async Task The_same_name_twice_at_one_provider_is_refused()
    {
        await _app.Visitor.HasModelAsync(_provider, "small");
        var form = (await _app.OpenAsync("/admin/llm/models/new?provider=" + LlmOfATest.IdOf(_provider))).Form();

        var page = await _app.SubmitAsync(form, new { Form_Name = "small" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#name-error").TextContent);
    }

    [Fact]
    public async Task A_changed_price_is_noted_with_who_and_when_and_gets_the_next_version()
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small", "1.5", "6");
        var page = await _app.OpenAsync(address);

        var saved = await _app.SubmitAsync(page.Form("#model-settings form"), new { Form_InputPrice = "1.25", Form_CachedInputPrice = "0.5" });

        var stored = await _app.StoredModelAsync(address);
        Assert.Equal(new ModelPrice(2, 1_250_000, 500_000, 6_000_000), stored.Price);
        var row = saved.One("#price-changes tbody tr").TextContent;
        Assert.Contains("$1.50 → $1.25", row, StringComparison.Ordinal);
        Assert.Contains(IAfluenceApp.OwnerEmail, row, StringComparison.Ordinal);

        var unchanged = await _app.SubmitAsync(saved.Form("#model-settings form"), new { Form_Name = "small-2" });
        Assert.Single(unchanged.Document.QuerySelectorAll("#price-changes tbody tr"));
        Assert.Equal(2, (await _app.StoredModelAsync(address)).Price.PriceVersion);
    }

    [Fact]
    public async Task A_second_editor_is_told_and_loses_nothing()
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small");
        var (first, second) = (await _app.OpenAsync(address), await _app.OpenAsync(address));
        await _app.SubmitAsync(first.Form("#model-settings form"), new { Form_InputPrice = "2" });

        var refused = await _app.SubmitAsync(second.Form("#model-settings form"), new { Form_InputPrice = "3" }, htmx: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("$2.00", refused.One("#conflict").TextContent, StringComparison.Ordinal);
        Assert.Equal("3", refused.One("[name='Form.InputPrice']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_model_without_a_price_is_pointed_out_unless_it_runs_at_home()
    {
        var hosted = await _app.SubmitAsync(
            (await _app.OpenAsync("/admin/llm/providers/new?preset=mistral")).Form(), new { Form_Name = "Mistral AI" });
        var model = await _app.Visitor.HasModelAsync(hosted.Address, "mistral-small", "", "");
        var own = await _app.Visitor.HasModelAsync(_provider, "llama", "", "");

        Assert.Single((await _app.OpenAsync(model)).Document.QuerySelectorAll("#price-missing"));
        Assert.Empty((await _app.OpenAsync(own)).Document.QuerySelectorAll("#price-missing"));
    }

    [Fact]
    public async Task Switched_off_it_is_not_called()
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small");
        var id = ModelId.From(LlmOfATest.IdOf(address));

        var off = await _app.SubmitAsync((await _app.OpenAsync(address)).Form("form:has(#switch)"));

        Assert.Contains("inactive", off.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.False(_app.CanCall(id));
    }

    [Fact]
    public async Task Model_is_deleted_once_no_route_uses_it()
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small");
        var id = ModelId.From(LlmOfATest.IdOf(address));
        var client = await _app.HasClientAsync("Martin");
        var chatbot = await _app.HasChatbotAsync(client, Catalog.Accueil with { Route = [id, BuiltinProvider.ModelId] });
        var open = await _app.OpenAsync(address + "/delete");
        Assert.Equal(chatbot.Address("route"), open.One("#route-use a").GetAttribute("href"));

        var other = await _app.Visitor.HasModelAsync(_provider, "other");
        var confirm = await _app.OpenAsync(other + "/delete");
        await _app.HasChatbotAsync(client, Catalog.Accueil with { Route = [ModelId.From(LlmOfATest.IdOf(other))] });
        var late = await _app.SubmitAsync(confirm.Form("#model-delete form"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Single(late.Document.QuerySelectorAll("#still-used"));

        var free = await _app.Visitor.HasModelAsync(_provider, "free");
        var gone = await _app.SubmitAsync((await _app.OpenAsync(free + "/delete")).Form("#model-delete form"));
        Assert.Equal(_provider, gone.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(free)).Status);
        Assert.NotEmpty(await _app.Visitor.HasModelAsync(_provider, "free"));
    }

    [Fact]
    public async Task Its_deletion_warns_of_drafts_that_name_it()
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small");
        var client = await _app.HasClientAsync("Martin");
        var chatbot = await _app.HasChatbotAsync(client);
        await _app.EditDraftAsync(chatbot, settings => settings with { Route = [ModelId.From(LlmOfATest.IdOf(address))] });

        var model = await _app.OpenAsync(address);
        var delete = await _app.OpenAsync(address + "/delete");
        var provider = await _app.OpenAsync(_provider + "/delete");

        foreach (var page in new[] { model, delete, provider })
            Assert.Equal(chatbot.Address("versions/draft"), page.One("#route-use a").GetAttribute("href"));
        Assert.NotEmpty(delete.One("#drafts-use").TextContent);
        Assert.Equal(_provider, (await _app.SubmitAsync(delete.Form("#model-delete form"))).Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_quota_is_set_and_what_is_no_ceiling_refused(bool htmx)
    {
        var address = await _app.Visitor.HasModelAsync(_provider, "small");
        var page = await _app.OpenAsync(address);

        var refused = await _app.SubmitAsync(page.Form("#model-quota form"), new { Quota_Cost = "much" }, htmx);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#quota-cost-error").TextContent);

        var set = await _app.SubmitAsync(page.Form("#model-quota form"), new { Quota_Cost = "12,50" });
        Assert.Equal(12_500_000, (await _app.StoredModelAsync(address)).Quota!.CostMicros);
        Assert.Single(set.Document.QuerySelectorAll("#quota-use"));
        await _app.SubmitAsync((await _app.OpenAsync(_provider)).Form("#provider-quota form"), new { Quota_Messages = "100" });
        Assert.Equal(100, (await _app.StoredProviderAsync(_provider)).Quota!.Messages);
    }

}
