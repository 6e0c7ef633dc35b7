using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class EditingAChatbotTests : ChatbotPageTest
{
    [Fact]
    public async Task A_new_one_has_its_site_allowed_and_speaks_its_language()
    {
        var form = await App.OpenAsync($"/admin/chatbots/{Client.Id}/new");

        var page = await App.SubmitAsync(form.Form(), new { Form_Name = "Desk", Form_Locale = "en", Form_Site = "www.durand.fr/contact" });

        Assert.Equal("Hello! How can I help you?", page.One("[name='Form.Greeting']").TextContent.Trim());
        var sites = await App.OpenAsync(page.Address + "/installation");
        Assert.Equal(["durand.fr", "www.durand.fr"], sites.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task A_save_publishes_a_new_version()
    {
        var form = await App.OpenAsync(Chatbot.Address());

        var page = await App.SubmitAsync(
            form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !", Form_Suggestions = "Vos horaires ?\r\n\r\nLivrez-vous ?", Form_Temperature = "0,3" });

        Assert.Contains("version 2", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.3", page.One("[name='Form.Temperature']").GetAttribute("value"));
        Assert.Equal("Vos horaires ?\nLivrez-vous ?", page.One("[name='Form.Suggestions']").TextContent.Trim());
    }

    [Fact]
    public async Task A_save_by_htmx_leads_on_without_a_reload()
    {
        var form = await App.OpenAsync(Chatbot.Address());

        var answer = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" }, htmx: true);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Contains(Chatbot.Address(), answer.Response.Headers.GetValues("HX-Location").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Empty_name_keeps_the_form_and_says_why(bool htmx)
    {
        var form = await App.OpenAsync(Chatbot.Address());

        var page = await App.SubmitAsync(
            form.Form("#chatbot-general form"),
            new { Form_Name = "", Form_Greeting = "Ceci reste.", Form_Temperature = "chaud", Form_AnswerCacheHours = "beaucoup" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Ceci reste.", page.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Equal("chaud", page.One("[name='Form.Temperature']").GetAttribute("value"));
        Assert.Equal("beaucoup", page.One("[name='Form.AnswerCacheHours']").GetAttribute("value"));
        Assert.NotEmpty(page.One("#temperature-error").TextContent);
        Assert.NotEmpty(page.One("#cache-error").TextContent);
        Assert.Equal(htmx, page.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Fact]
    public async Task Error_of_a_refused_value_stands_beside_its_field()
    {
        var form = await App.OpenAsync(Chatbot.Address());

        var page = await App.SubmitAsync(
            form.Form("#chatbot-general form"), new { Form_Name = " ", Form_Suggestions = "ok\n" + new string('x', 121), Form_AnswerCacheHours = "721" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#name-error").TextContent);
        Assert.Contains("N° 2", page.One("#suggestions-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("1–720", page.One("#cache-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_editors_of_one_setting_are_told_and_either_may_insist()
    {
        var first = await App.OpenAsync(Chatbot.Address());
        var second = await App.OpenAsync(Chatbot.Address());
        await App.SubmitAsync(first.Form("#chatbot-general form"), new { Form_Greeting = "De A" });

        var refused = await App.SubmitAsync(second.Form("#chatbot-general form"), new { Form_Greeting = "De B" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("De B", refused.One("[name='Form.Greeting']").TextContent.Trim());

        var insisted = await App.SubmitAsync(refused.Form("#chatbot-general form"), new { insist = "true" });
        Assert.Equal("De B", insisted.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Contains("version 3", insisted.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_version_is_shown_beside_the_one_before_and_restored()
    {
        var form = await App.OpenAsync(Chatbot.Address());
        await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" });

        var list = await App.OpenAsync(Chatbot.Address("versions"));
        Assert.Equal(2, list.Document.QuerySelectorAll("#versions tbody tr").Length);
        Assert.Contains("Message d’accueil", list.One("#versions tbody tr:first-child").TextContent, StringComparison.Ordinal);

        var old = await App.OpenAsync(Chatbot.Address("versions/1"));
        var drafted = await App.SubmitAsync(old.Form());
        Assert.Equal(Chatbot.Address("versions/draft"), drafted.Address);
        Assert.Equal(["Salut !", "Bonjour !"], drafted.Document.QuerySelectorAll("[data-setting=Greeting] td.value").Select(cell => cell.TextContent.Trim()));
        var restored = await App.SubmitAsync(drafted.Form("#chatbot-draft .card-footer form"));
        Assert.Contains("version 3", restored.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour !", (await App.OpenAsync(Chatbot.Address())).One("[name='Form.Greeting']").TextContent.Trim());
    }

    [Fact]
    public async Task Chatbot_is_switched_off_and_deleted_after_a_question()
    {
        var page = await App.OpenAsync(Chatbot.Address());

        var off = await App.SubmitAsync(page.Form("form:has(#switch)"));
        Assert.Contains("inactif", off.One("#alerts").TextContent, StringComparison.Ordinal);
        var list = await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("delete"))).Form());

        Assert.Equal("/admin/chatbots", list.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await App.OpenAsync(Chatbot.Address())).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("appearance")]
    [InlineData("behaviour")]
    [InlineData("team")]
    [InlineData("security")]
    [InlineData("security/identity")]
    [InlineData("installation")]
    [InlineData("route")]
    [InlineData("knowledge")]
    [InlineData("knowledge/new")]
    [InlineData("versions")]
    [InlineData("versions/1")]
    [InlineData("versions/draft")]
    [InlineData("versions/draft/discard")]
    [InlineData("delete")]
    public async Task Every_page_is_hidden_from_others_and_asks_strangers_to_sign_in(string section)
    {
        var other = await App.HasClientAsync("Durand");
        await App.HasMemberAsync(other, ClientRole.Manager, "manager@durand.example");
        var member = App.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@durand.example");
        var throughOwn = $"/admin/chatbots/{other.Id}/{Chatbot.Id}/{section}".TrimEnd('/');

        Assert.Equal(HttpStatusCode.OK, (await App.OpenAsync(Chatbot.Address(section))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(Chatbot.Address(section))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(throughOwn)).Status);
        Assert.StartsWith("/login", (await App.NewBrowser().OpenAsync(Chatbot.Address(section))).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_reads_and_a_manager_never_sees_models()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "viewer@martin.example");
        await App.HasMemberAsync(Client, ClientRole.Manager, "manager@martin.example");
        var (viewer, manager) = (App.NewBrowser(), App.NewBrowser());
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        await IAfluenceApp.SignInAsync(manager, "manager@martin.example");

        var read = await viewer.OpenAsync(Chatbot.Address());
        var managed = await manager.OpenAsync(Chatbot.Address());

        Assert.Empty(read.Document.QuerySelectorAll("#chatbot-general button[type=submit], #switch"));
        Assert.True(read.One("#chatbot-general form > .card-body > fieldset").HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.OpenAsync(Chatbot.Address("delete"))).Status);
        Assert.NotEmpty(managed.Document.QuerySelectorAll("#chatbot-general button[type=submit]"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.OpenAsync(Chatbot.Address("route"))).Status);
    }

    [Fact]
    public async Task The_list_shows_what_each_may_see()
    {
        var other = await App.HasClientAsync("Durand");
        await App.HasChatbotAsync(other, Catalog.Accueil with { Name = "Assistant Durand" });
        await App.HasMemberAsync(other, ClientRole.Viewer, "viewer@durand.example");
        var member = App.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "viewer@durand.example");

        var all = await App.OpenAsync("/admin/chatbots");
        var filtered = await App.Visitor.OpenFragmentAsync($"/admin/chatbots?client={other.Id}");
        var mine = await member.OpenAsync("/admin/chatbots");

        Assert.Equal(["Assistant Durand", "Assistant Martin"], all.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(["Assistant Durand"], filtered.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(["Assistant Durand"], mine.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/admin/chatbots?client={Client.Id}")).Status);
    }

    [Fact]
    public async Task English_readers_read_english()
    {
        var page = await App.Visitor.Speaks("en").OpenAsync(Chatbot.Address());

        Assert.Contains("Save and publish", page.Text, StringComparison.Ordinal);
    }
}
