using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

public sealed class ManagingProvidersTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        await _app.SignInAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_first_page_says_what_to_do_when_there_is_nothing()
    {
        var page = await _app.OpenAsync("/admin/llm");

        Assert.Contains("No provider yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("Built-in model", page.Text, StringComparison.Ordinal);
        Assert.Equal("page", page.One("nav.navigation a[href='/admin/llm']").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task A_preset_fills_in_what_is_known()
    {
        var choose = await _app.OpenAsync("/admin/llm/providers/new");
        Assert.Equal(ProviderPreset.All.Count, choose.Document.QuerySelectorAll("#provider-choose a").Length);

        foreach (var preset in ProviderPreset.All)
        {
            var page = await _app.OpenAsync("/admin/llm/providers/new?preset=" + preset.Key);
            Assert.Equal(preset.BaseUrl ?? "", page.One("[name='Form.BaseUrl']").GetAttribute("value") ?? "");
            Assert.False(page.One("[name='Form.PrivateNetworkAllowed'][type=checkbox]").HasAttribute("checked"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/admin/llm/providers/new?preset=unheard-of")).Status);
    }

    [Fact]
    public async Task A_provider_is_made_and_stands_in_the_list_with_its_facts()
    {
        var address = await _app.Visitor.HasProviderAsync("Mistral <EU>");
        await _app.Visitor.HasModelAsync(address, "mistral-small", "0.1", "0,3");

        var page = await _app.OpenAsync("/admin/llm");
        var fragment = await _app.Visitor.OpenFragmentAsync("/admin/llm");

        Assert.Contains("Mistral <EU>", page.Text, StringComparison.Ordinal);
        Assert.Contains("Loopback SAS · eu · 1 model", page.Text, StringComparison.Ordinal);
        Assert.Contains("$0.30", page.Text, StringComparison.Ordinal);
        Assert.Equal(page.One("#provider-list").InnerHtml, fragment.One("#provider-list").InnerHtml);
        Assert.Empty(fragment.Document.QuerySelectorAll("nav.navigation"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_provider_keeps_the_form_but_never_the_key(bool htmx)
    {
        var form = (await _app.OpenAsync("/admin/llm/providers/new?preset=other")).Form();

        var page = await _app.SubmitAsync(form, new { Form_Name = " ", Form_BaseUrl = "ftp://llm.example", Form_ApiKey = LlmOfATest.ApiKey }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#name-error").TextContent);
        Assert.NotEmpty(page.One("#base-url-error").TextContent);
        Assert.Equal("ftp://llm.example", page.One("[name='Form.BaseUrl']").GetAttribute("value"));
        Assert.DoesNotContain(LlmOfATest.ApiKey, page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:11434/v1", "private network")]
    [InlineData("https://10.0.0.8/v1", "private network")]
    [InlineData("http://localhost/v1", "private network")]
    [InlineData("http://llm.example/v1", "https://")]
    [InlineData("https://me:secret@llm.example/v1", "https://")]
    public async Task A_private_or_open_address_needs_an_explicit_choice(string address, string said)
    {
        var form = (await _app.OpenAsync("/admin/llm/providers/new?preset=other")).Form();

        var page = await _app.SubmitAsync(form, new { Form_Name = "Mine", Form_BaseUrl = address });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(said, page.One("#base-url-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_nowhere_to_be_read()
    {
        var provider = await _app.Visitor.HasProviderAsync();
        var model = await _app.Visitor.HasModelAsync(provider, "small");

        foreach (var address in new[] { "/admin/llm", provider, provider + "/delete", model, model + "/replace", model + "/delete", "/admin/llm/route", "/admin/llm/override" })
        {
            var page = await _app.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(LlmOfATest.ApiKey, page.Html, StringComparison.Ordinal);
        }

        var stored = await _app.StoredProviderAsync(provider);
        Assert.DoesNotContain(LlmOfATest.ApiKey, stored.ProtectedApiKey, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.ProtectedApiKey!, (await _app.OpenAsync(provider)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_replaced_and_removed_and_the_page_says_since_when()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var page = await _app.OpenAsync(address);
        Assert.Contains("stored on", page.One("#provider-key").TextContent, StringComparison.Ordinal);
        var before = await _app.StoredProviderAsync(address);

        var empty = await _app.SubmitAsync(page.Form("#provider-key form"), new { Key_ApiKey = " " });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.NotEmpty(empty.One("#key-error").TextContent);

        _app.Time.Advance(TimeSpan.FromMinutes(10));
        var replaced = await _app.SubmitAsync(page.Form("#provider-key form"), new { Key_ApiKey = "sk-another" });
        var after = await _app.StoredProviderAsync(address);
        Assert.NotEqual(before.ProtectedApiKey, after.ProtectedApiKey);
        Assert.True(after.ApiKeyStoredAt > before.ApiKeyStoredAt);
        Assert.DoesNotContain("sk-another", replaced.Html, StringComparison.Ordinal);

        var form = replaced.Form("#provider-key form");
        form.Action = form.QuerySelector("[formaction]")!.GetAttribute("formaction")!;
        var removed = await _app.SubmitAsync(form);
        Assert.Contains("No key is stored", removed.One("#provider-key").TextContent, StringComparison.Ordinal);
        Assert.Null((await _app.StoredProviderAsync(address)).ProtectedApiKey);
    }

    [Fact]
    public async Task A_key_is_dropped_and_said_so_when_the_address_moves_to_another_host()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var page = await _app.OpenAsync(address);

        var same = await _app.SubmitAsync(page.Form("#provider-settings form"), new { Form_BaseUrl = "http://127.0.0.1:9/v2" });
        Assert.NotNull((await _app.StoredProviderAsync(address)).ProtectedApiKey);
        var moved = await _app.SubmitAsync(same.Form("#provider-settings form"), new { Form_BaseUrl = "https://thief.example/v1" });

        Assert.Contains("removed", moved.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Null((await _app.StoredProviderAsync(address)).ProtectedApiKey);
    }

    [Fact]
    public async Task A_second_editor_is_told_and_loses_nothing()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var (first, second) = (await _app.OpenAsync(address), await _app.OpenAsync(address));
        await _app.SubmitAsync(first.Form("#provider-settings form"), new { Form_Region = "fr" });

        var refused = await _app.SubmitAsync(second.Form("#provider-settings form"), new { Form_Region = "us" }, htmx: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.One("#conflict"));
        Assert.Equal("us", refused.One("[name='Form.Region']").GetAttribute("value"));
        Assert.Equal("fr", (await _app.StoredProviderAsync(address)).Region);
    }

    [Fact]
    public async Task Data_protection_facts_are_kept()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var page = await _app.OpenAsync(address);

        var saved = await _app.SubmitAsync(page.Form("#provider-settings form"), new { Form_DataAgreement = "https://dpa.example/2026", Form_Retention = "30 days" });

        Assert.Equal("https://dpa.example/2026", saved.One("[name='Form.DataAgreement']").GetAttribute("value"));
        Assert.Equal("30 days", saved.One("[name='Form.Retention']").GetAttribute("value"));
    }

    [Fact]
    public async Task Switched_off_its_models_are_not_called()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var model = ModelId.From(LlmOfATest.IdOf(await _app.Visitor.HasModelAsync(address, "small")));
        Assert.True(_app.CanCall(model));

        var off = await _app.SubmitAsync((await _app.OpenAsync(address)).Form("form:has(#switch)"));
        Assert.False(_app.CanCall(model));

        await _app.SubmitAsync(off.Form("form:has(#switch)"));
        Assert.True(_app.CanCall(model));
    }

    [Fact]
    public async Task Provider_is_deleted_only_once_no_route_uses_it_and_its_key_goes_with_it()
    {
        var address = await _app.Visitor.HasProviderAsync();
        var model = ModelId.From(LlmOfATest.IdOf(await _app.Visitor.HasModelAsync(address, "small")));
        var client = await _app.HasClientAsync("Martin");
        var chatbot = await _app.HasChatbotAsync(client, Catalog.Accueil with { Route = [model] });
        var confirm = await _app.OpenAsync(address + "/delete");
        Assert.Equal(chatbot.Address("route"), confirm.One("#route-use a").GetAttribute("href"));
        Assert.Empty(confirm.Document.QuerySelectorAll("#provider-delete form"));

        await _app.DeleteAsync(chatbot);
        var list = await _app.SubmitAsync((await _app.OpenAsync(address + "/delete")).Form("#provider-delete form"));

        Assert.Equal("/admin/llm", list.Address);
        Assert.DoesNotContain("Loopback", list.One("#provider-list").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/admin/llm/models/" + model)).Status);
        Assert.NotEmpty(await _app.Visitor.HasProviderAsync());
    }

    [Fact]
    public async Task A_client_member_finds_none_of_these_pages_and_no_entry_to_them()
    {
        var provider = await _app.Visitor.HasProviderAsync();
        var model = await _app.Visitor.HasModelAsync(provider, "small");
        var client = await _app.HasClientAsync("Martin");
        await _app.HasMemberAsync(client, ClientRole.Manager, "manager@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@martin.example");

        foreach (var address in Addresses(provider, model))
            Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(address)).Status);
        Assert.Empty((await member.OpenAsync("/admin")).Document.QuerySelectorAll("a[href^='/admin/llm']"));
    }

    [Fact]
    public async Task Signed_out_every_page_leads_to_sign_in()
    {
        var stranger = _app.NewBrowser();

        foreach (var address in Addresses("/admin/llm/providers/p", "/admin/llm/models/m"))
            Assert.StartsWith("/login", (await stranger.OpenAsync(address)).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/llm/providers/unknown")]
    [InlineData("/admin/llm/providers/unknown/delete")]
    [InlineData("/admin/llm/providers/builtin/delete")]
    [InlineData("/admin/llm/models/unknown")]
    [InlineData("/admin/llm/models/unknown/replace")]
    [InlineData("/admin/llm/models/builtin/delete")]
    [InlineData("/admin/llm/models/new")]
    [InlineData("/admin/llm/models/new?provider=builtin")]
    public async Task Unknown_provider_or_model_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(address)).Status);

    private static string[] Addresses(string provider, string model) =>
    [
        "/admin/llm", "/admin/llm/route", "/admin/llm/override", "/admin/llm/providers/new", provider, provider + "/delete",
        "/admin/llm/models/new?provider=" + LlmOfATest.IdOf(provider), model, model + "/delete", model + "/replace",
    ];
}
