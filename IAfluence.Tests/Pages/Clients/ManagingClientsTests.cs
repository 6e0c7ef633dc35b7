using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Clients;

public sealed class ManagingClientsTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        await _app.SignInAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_first_page_says_what_to_do_when_there_is_nothing()
    {
        var page = await _app.OpenAsync("/admin/clients");

        Assert.Contains("Aucun client", page.Text, StringComparison.Ordinal);
        Assert.Equal("/admin/clients/new", page.One("#client-list a.btn-primary").GetAttribute("href"));
    }

    [Fact]
    public async Task A_client_is_made_and_leads_to_its_page()
    {
        var form = await _app.OpenAsync("/admin/clients/new");

        var page = await _app.SubmitAsync(form.Form(), new { Form_Name = "Boulangerie Martin" });

        Assert.StartsWith("/admin/clients/", page.Address, StringComparison.Ordinal);
        Assert.Equal("Boulangerie Martin", page.One("h1").TextContent.Trim());
        Assert.Contains("a été créé", page.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_client_keeps_the_form_and_says_why(bool htmx)
    {
        var form = await _app.OpenAsync("/admin/clients/new");

        var page = await _app.SubmitAsync(form.Form(), new { Form_Name = " ", Form_TimeZone = "Mars/Olympus" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Mars/Olympus", page.One("[name='Form.TimeZone']").GetAttribute("value"));
        Assert.NotEmpty(page.One("#name-error").TextContent);
        Assert.Contains("Mars/Olympus", page.One("#zone-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_and_its_fragment_show_the_same_and_find_any_word()
    {
        await _app.HasClientAsync("Fleurs Durand");
        await _app.HasClientAsync("Boulangerie Été");

        var page = await _app.OpenAsync("/admin/clients?q=ete");
        var fragment = await _app.Visitor.OpenFragmentAsync("/admin/clients?q=ete");

        Assert.Equal(page.One("#client-list").InnerHtml, fragment.One("#client-list").InnerHtml);
        Assert.Empty(fragment.Document.QuerySelectorAll("nav.navigation"));
        Assert.Equal("Boulangerie Été", fragment.One("#client-list tbody a").TextContent);
        Assert.Contains("HX-Request", fragment.Response.Headers.Vary);
    }

    [Fact]
    public async Task Allowed_processors_are_chosen_and_kept()
    {
        var client = await _app.HasClientAsync("Martin");
        var provider = await _app.Visitor.HasProviderAsync("mistral", "https://api.mistral.ai/v1");
        await _app.Visitor.HasModelAsync(provider, "mistral-small");
        var page = await _app.OpenAsync($"/admin/clients/{client.Id}/models");

        page = await _app.SubmitAsync(page.Form("#client-processors form"), new { Processors_Providers = "mistral" });

        Assert.NotNull(page.One("#client-processors [value=mistral][checked]"));
        Assert.Empty(page.Document.QuerySelectorAll("#client-processors [value=eu][checked]"));
    }

    [Fact]
    public async Task A_second_editor_is_told_and_loses_nothing()
    {
        var client = await _app.HasClientAsync("Martin");
        var first = await _app.OpenAsync($"/admin/clients/{client.Id}/settings");
        var second = await _app.OpenAsync($"/admin/clients/{client.Id}/settings");
        await _app.SubmitAsync(first.Form("#client-settings form"), new { Form_Name = "Maison Martin" });

        var refused = await _app.SubmitAsync(second.Form("#client-settings form"), new { Form_Name = "Martin & fils" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Martin & fils", refused.One("[name='Form.Name']").GetAttribute("value"));
        Assert.Contains("Maison Martin", refused.One("#conflict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_is_switched_off_and_on()
    {
        var client = await _app.HasClientAsync("Martin");
        var page = await _app.OpenAsync($"/admin/clients/{client.Id}/settings");

        var off = await _app.SubmitAsync(page.Form("form:has(#switch)"));
        Assert.Contains("inactif", off.One("#alerts").TextContent, StringComparison.Ordinal);

        var on = await _app.SubmitAsync(off.Form("form:has(#switch)"));
        Assert.Contains("maintenant actif", on.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_asks_for_the_name_and_then_shows_it_nowhere()
    {
        var client = await _app.HasClientAsync("Boulangerie Martin");
        var confirm = await _app.OpenAsync($"/admin/clients/{client.Id}/delete");

        var refused = await _app.SubmitAsync(confirm.Form(), new { typed = "Martin" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#typed-error").TextContent);

        var list = await _app.SubmitAsync(refused.Form(), new { typed = "boulangerie martin" });
        Assert.Equal("/admin/clients", list.Address);
        Assert.Empty(list.Document.QuerySelectorAll("#client-list tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"/admin/clients/{client.Id}")).Status);
    }

    [Fact]
    public async Task A_route_is_put_in_order_without_script()
    {
        var client = await _app.HasClientAsync("Martin");
        var page = await _app.OpenAsync($"/admin/clients/{client.Id}/models");
        var model = page.One("#route-add option:not([value=''])").GetAttribute("value");

        var added = await PressAsync(page, "add", new() { ["Route.Add"] = model });
        Assert.Equal(model, added.One("[name='Route.Models']").GetAttribute("value"));
        var saved = await _app.SubmitAsync(added.Form("#client-route form"));

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(model, saved.One("[name='Route.Models']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_member_sees_their_client_only_and_changes_nothing_of_it()
    {
        var mine = await _app.HasClientAsync("Martin");
        var other = await _app.HasClientAsync("Durand");
        await _app.HasMemberAsync(mine, ClientRole.Manager, "manager@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@martin.example");

        var list = await member.OpenAsync("/admin/clients");
        var page = await member.OpenAsync($"/admin/clients/{mine.Id}");

        Assert.Equal("Martin", list.One("#client-list tbody a").TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("main form, nav.tabs"));
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/admin/clients/{other.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/admin/clients/{mine.Id}/delete")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync("/admin/clients/new")).Status);
        foreach (var tab in new[] { "settings", "models", "keys" })
            Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/admin/clients/{mine.Id}/{tab}")).Status);
    }

    [Fact]
    public async Task A_member_cannot_post_what_the_page_does_not_offer()
    {
        var mine = await _app.HasClientAsync("Martin");
        await _app.HasMemberAsync(mine, ClientRole.Manager, "manager@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@martin.example");
        var offered = await _app.OpenAsync($"/admin/clients/{mine.Id}/settings");
        var own = await member.OpenAsync($"/admin/clients/{mine.Id}");
        var form = offered.Form("form:has(#switch)");
        form.QuerySelector("[name=__RequestVerificationToken]")!.SetAttribute("value", own.One("meta[name=antiforgery-token]").GetAttribute("content")!);

        var answer = await member.SubmitAsync(form);

        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        Assert.Contains("Désactiver", (await _app.OpenAsync($"/admin/clients/{mine.Id}/settings")).One("#switch").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/clients")]
    [InlineData("/admin/clients/new")]
    [InlineData("/admin/clients/unknown")]
    public async Task Signed_out_every_page_leads_to_sign_in(string address) =>
        Assert.StartsWith("/login", (await _app.NewBrowser().OpenAsync(address)).Address, StringComparison.Ordinal);

    private async Task<OpenedPage> PressAsync(OpenedPage page, string change, Dictionary<string, string?> values)
    {
        var form = page.Form("#client-route form");
        values["change"] = change;
        return await _app.Visitor.SubmitAsync(form, (IReadOnlyDictionary<string, string?>)values);
    }

    [Fact]
    public async Task The_brand_is_hidden_by_the_platforms_people_and_only_read_by_a_manager()
    {
        var client = await _app.HasClientAsync("Boulangerie Martin");
        await _app.HasMemberAsync(client, ClientRole.Manager, "manager@martin.example");
        var manager = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(manager, "manager@martin.example");
        var address = $"/admin/clients/{client.Id}";
        var form = (await _app.OpenAsync(address + "/settings")).Form("#client-brand form");

        var shown = await manager.OpenAsync(address);
        var token = shown.One("meta[name='antiforgery-token']").GetAttribute("content")!;
        var refused = await manager.LookAsync(form, "Brand", [new("withoutBrand", "true"), new("__RequestVerificationToken", token)]);
        var hidden = await _app.SubmitAsync(form);
        var read = await manager.OpenAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("affichée", shown.One("#client-facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("masquée", hidden.One("#client-brand .badge").TextContent, StringComparison.Ordinal);
        Assert.Contains("masquée", read.One("#client-facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(read.Document.QuerySelectorAll("#client-brand"));
    }
}
