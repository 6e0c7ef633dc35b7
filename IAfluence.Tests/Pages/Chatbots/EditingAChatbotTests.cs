using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class EditingAChatbotTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        await _app.SignInAsync();
        _client = await _app.HasClientAsync("Boulangerie Martin");
        _chatbot = await _app.HasChatbotAsync(_client);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_new_one_has_its_site_allowed_and_speaks_its_language()
    {
        var form = await _app.OpenAsync($"/admin/chatbots/{_client.Id}/new");

        var page = await _app.SubmitAsync(form.Form(), new { Form_Name = "Desk", Form_Locale = "en", Form_Site = "www.durand.fr/contact" });

        Assert.Equal("Hello! How can I help you?", page.One("[name='Form.Greeting']").TextContent.Trim());
        var sites = await _app.OpenAsync(page.Address + "/sites");
        Assert.Equal(["durand.fr", "www.durand.fr"], sites.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task A_save_publishes_a_new_version()
    {
        var form = await _app.OpenAsync(_chatbot.Address());

        var page = await _app.SubmitAsync(
            form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !", Form_Suggestions = "Vos horaires ?\r\n\r\nLivrez-vous ?", Form_Temperature = "0,3" });

        Assert.Contains("version 2", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.3", page.One("[name='Form.Temperature']").GetAttribute("value"));
        Assert.Equal("Vos horaires ?\nLivrez-vous ?", page.One("[name='Form.Suggestions']").TextContent.Trim());
    }

    [Fact]
    public async Task A_save_by_htmx_leads_on_without_a_reload()
    {
        var form = await _app.OpenAsync(_chatbot.Address());

        var answer = await _app.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" }, htmx: true);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Contains(_chatbot.Address(), answer.Response.Headers.GetValues("HX-Location").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Empty_name_keeps_the_form_and_says_why(bool htmx)
    {
        var form = await _app.OpenAsync(_chatbot.Address());

        var page = await _app.SubmitAsync(
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
    public async Task What_core_refuses_stands_beside_its_field()
    {
        var form = await _app.OpenAsync(_chatbot.Address());

        var page = await _app.SubmitAsync(
            form.Form("#chatbot-general form"), new { Form_Name = " ", Form_Suggestions = "ok\n" + new string('x', 121), Form_AnswerCacheHours = "721" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#name-error").TextContent);
        Assert.Contains("N° 2", page.One("#suggestions-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("1–720", page.One("#cache-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_editors_of_one_setting_are_told_and_either_may_insist()
    {
        var first = await _app.OpenAsync(_chatbot.Address());
        var second = await _app.OpenAsync(_chatbot.Address());
        await _app.SubmitAsync(first.Form("#chatbot-general form"), new { Form_Greeting = "De A" });

        var refused = await _app.SubmitAsync(second.Form("#chatbot-general form"), new { Form_Greeting = "De B" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("De B", refused.One("[name='Form.Greeting']").TextContent.Trim());

        var insisted = await _app.SubmitAsync(refused.Form("#chatbot-general form"), new { insist = "true" });
        Assert.Equal("De B", insisted.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Contains("version 3", insisted.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_version_is_shown_beside_the_one_before_and_restored()
    {
        var form = await _app.OpenAsync(_chatbot.Address());
        await _app.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" });

        var list = await _app.OpenAsync(_chatbot.Address("versions"));
        Assert.Equal(2, list.Document.QuerySelectorAll("#versions tbody tr").Length);
        Assert.Contains("Message d’accueil", list.One("#versions tbody tr:first-child").TextContent, StringComparison.Ordinal);

        var old = await _app.OpenAsync(_chatbot.Address("versions/1"));
        var drafted = await _app.SubmitAsync(old.Form());
        Assert.Equal(_chatbot.Address("versions/draft"), drafted.Address);
        Assert.Equal(["Salut !", "Bonjour !"], drafted.Document.QuerySelectorAll("[data-setting=Greeting] td.value").Select(cell => cell.TextContent.Trim()));
        var restored = await _app.SubmitAsync(drafted.Form("#chatbot-draft .card-footer form"));
        Assert.Contains("version 3", restored.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour !", (await _app.OpenAsync(_chatbot.Address())).One("[name='Form.Greeting']").TextContent.Trim());
    }

    [Fact]
    public async Task It_is_switched_off_and_deleted_after_a_question()
    {
        var page = await _app.OpenAsync(_chatbot.Address());

        var off = await _app.SubmitAsync(page.Form("form:has(#switch)"));
        Assert.Contains("éteint", off.One("#alerts").TextContent, StringComparison.Ordinal);
        var list = await _app.SubmitAsync((await _app.OpenAsync(_chatbot.Address("delete"))).Form());

        Assert.Equal("/admin/chatbots", list.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(_chatbot.Address())).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("appearance")]
    [InlineData("behaviour")]
    [InlineData("team")]
    [InlineData("security")]
    [InlineData("security/identity")]
    [InlineData("sites")]
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
        var other = await _app.HasClientAsync("Durand");
        await _app.HasMemberAsync(other, ClientRole.Manager, "manager@durand.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "manager@durand.example");
        var throughOwn = $"/admin/chatbots/{other.Id}/{_chatbot.Id}/{section}".TrimEnd('/');

        Assert.Equal(HttpStatusCode.OK, (await _app.OpenAsync(_chatbot.Address(section))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(_chatbot.Address(section))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(throughOwn)).Status);
        Assert.StartsWith("/login", (await _app.NewBrowser().OpenAsync(_chatbot.Address(section))).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_reads_and_a_manager_never_sees_models()
    {
        await _app.HasMemberAsync(_client, ClientRole.Viewer, "viewer@martin.example");
        await _app.HasMemberAsync(_client, ClientRole.Manager, "manager@martin.example");
        var (viewer, manager) = (_app.NewBrowser(), _app.NewBrowser());
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        await IAfluenceApp.SignInAsync(manager, "manager@martin.example");

        var read = await viewer.OpenAsync(_chatbot.Address());
        var managed = await manager.OpenAsync(_chatbot.Address());

        Assert.Empty(read.Document.QuerySelectorAll("#chatbot-general button[type=submit], #switch"));
        Assert.True(read.One("#chatbot-general form > .card-body > fieldset").HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.OpenAsync(_chatbot.Address("delete"))).Status);
        Assert.NotEmpty(managed.Document.QuerySelectorAll("#chatbot-general button[type=submit]"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.OpenAsync(_chatbot.Address("route"))).Status);
    }

    [Fact]
    public async Task The_list_shows_what_each_may_see()
    {
        var other = await _app.HasClientAsync("Durand");
        await _app.HasChatbotAsync(other, Catalog.Accueil with { Name = "Assistant Durand" });
        await _app.HasMemberAsync(other, ClientRole.Viewer, "viewer@durand.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "viewer@durand.example");

        var all = await _app.OpenAsync("/admin/chatbots");
        var filtered = await _app.Visitor.OpenFragmentAsync($"/admin/chatbots?client={other.Id}");
        var mine = await member.OpenAsync("/admin/chatbots");

        Assert.Equal(["Assistant Durand", "Assistant Martin"], all.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(["Assistant Durand"], filtered.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(["Assistant Durand"], mine.Document.QuerySelectorAll("#chatbot-list tbody td:first-child a").Select(link => link.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/admin/chatbots?client={_client.Id}")).Status);
    }

    [Fact]
    public async Task English_readers_read_english()
    {
        var page = await _app.Visitor.Speaks("en").OpenAsync(_chatbot.Address());

        Assert.Contains("Save and publish", page.Text, StringComparison.Ordinal);
    }
}
