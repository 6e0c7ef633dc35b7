using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class DraftingAChatbotTests : ChatbotPageTest
{
    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(null, services => services.AddSingleton<IPublishCheck>(new NoSecrets()));

    [Fact]
    public async Task A_draft_is_seen_in_the_admin_and_not_by_visitors()
    {
        var page = await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });

        Assert.Contains("brouillon", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Salut !", page.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Contains("1 modification non publiée", page.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour !", await GreetingAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("appearance")]
    [InlineData("behaviour")]
    [InlineData("team")]
    [InlineData("security")]
    [InlineData("route")]
    [InlineData("knowledge")]
    [InlineData("installation")]
    [InlineData("versions")]
    [InlineData("versions/1")]
    public async Task Every_page_of_a_chatbot_says_whether_what_is_seen_is_live(string section)
    {
        var live = await App.OpenAsync(Chatbot.Address(section));
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });

        var edited = await App.OpenAsync(Chatbot.Address(section));

        Assert.Contains("version 1", live.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        Assert.Empty(live.Document.QuerySelectorAll("#chatbot-bar form"));
        Assert.Contains("Les visiteurs voient la version 1", edited.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        Assert.Equal(Chatbot.Address("versions/draft"), edited.One("#chatbot-bar a.btn:first-child").GetAttribute("href"));
    }

    [Theory]
    [InlineData("", "General")]
    [InlineData("team", "Team")]
    public async Task Publishing_from_the_bar_leads_back_to_the_tab(string section, string from)
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });
        var tab = await App.OpenAsync(Chatbot.Address(section));
        Assert.Equal(from, tab.One("#chatbot-bar [name=From]").GetAttribute("value"));

        var page = await App.SubmitAsync(tab.Form("#chatbot-bar form"));

        Assert.Equal(Chatbot.Address(section), page.Address);
        Assert.Contains("version 2", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Salut !", await GreetingAsync());
    }

    [Fact]
    public async Task The_comparison_is_the_same_as_a_page_and_as_a_fragment()
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", Form_SystemPrompt = "Une ligne.\nTu réponds aux clients de la boulangerie.", publish = (string?)null });

        var page = await App.OpenAsync(Chatbot.Address("versions/draft"));
        var fragment = await App.Visitor.OpenFragmentAsync(Chatbot.Address("versions/draft"));

        Assert.Equal(page.One("#chatbot-draft").QuerySelector("table")!.TextContent, fragment.One("#chatbot-draft").QuerySelector("table")!.TextContent);
        Assert.Empty(fragment.Document.QuerySelectorAll("nav.navigation"));
        var greeting = page.One("[data-setting=Greeting]");
        Assert.Contains("Message d’accueil", greeting.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Bonjour !", "Salut !"], greeting.QuerySelectorAll("td.value").Select(cell => cell.TextContent.Trim()));
        Assert.Equal("Ajouté\u00a0: Une ligne.", page.One("[data-setting=SystemPrompt] ins").TextContent.Trim());
        Assert.Empty(page.Document.QuerySelectorAll("[data-setting=SystemPrompt] del"));
    }

    [Fact]
    public async Task Change_is_taken_back_on_the_comparison()
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", Form_Apology = "Pardon.", publish = (string?)null });
        var comparison = await App.OpenAsync(Chatbot.Address("versions/draft"));

        var page = await App.SubmitAsync(comparison.Form("[data-setting=Greeting] form"));

        Assert.Equal(["Apology"], page.Document.QuerySelectorAll("#draft-changes tbody tr").Select(row => row.GetAttribute("data-setting")!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_that_a_check_blocks_is_named_and_stays_in_the_draft(bool htmx)
    {
        var form = await App.OpenAsync(Chatbot.Address());

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "sésame" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("no_secrets", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Equal("sésame", refused.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Equal("Bonjour !", await GreetingAsync());
        // The form goes on from what was saved.
        var saved = await App.SubmitAsync(refused.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" });
        Assert.Contains("version 2", saved.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_that_a_check_blocks_is_named_on_the_comparison(bool htmx)
    {
        await SaveDraftAsync(new { Form_Greeting = "sésame", publish = (string?)null });
        var comparison = await App.OpenAsync(Chatbot.Address("versions/draft"));

        var refused = await App.SubmitAsync(comparison.Form("#chatbot-draft .card-footer form"), htmx: htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("no_secrets", refused.One("#chatbot-draft #publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Equal(htmx, refused.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Fact]
    public async Task A_setting_changed_by_the_file_meanwhile_is_a_conflict_that_someone_decides()
    {
        await SaveDraftAsync(new { Form_Greeting = "Du brouillon", publish = (string?)null });
        await App.PublishChangeAsync(Chatbot, Catalog.Accueil, Catalog.Accueil with { Greeting = "Du fichier" });
        var tab = await App.OpenAsync(Chatbot.Address());
        Assert.Equal("Du brouillon", tab.One("[name='Form.Greeting']").TextContent.Trim());

        var refused = await App.SubmitAsync(tab.Form("#chatbot-bar form"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Message d’accueil", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Equal("Du fichier", await GreetingAsync());
        var insisted = await App.SubmitAsync(refused.Form("#chatbot-draft .card-footer form"), new { Insist = "true" });
        Assert.Contains("version 3", insisted.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Du brouillon", await GreetingAsync());
    }

    [Fact]
    public async Task A_draft_that_was_saved_since_it_was_seen_is_shown_again_before_it_is_published_or_discarded()
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });
        var comparison = await App.OpenAsync(Chatbot.Address("versions/draft"));
        var question = await App.OpenAsync(Chatbot.Address("versions/draft/discard"));
        await SaveDraftAsync(new { Form_Apology = "Pardon.", publish = (string?)null });

        var published = await App.SubmitAsync(comparison.Form("#chatbot-draft .card-footer form"));
        var discarded = await App.SubmitAsync(question.Form("#chatbot-discard form"), htmx: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, published.Status);
        Assert.Equal(2, published.Document.QuerySelectorAll("#draft-changes tbody tr").Length);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, discarded.Status);
        Assert.Equal(2, discarded.Document.QuerySelectorAll("#discarded li").Length);
        Assert.Equal("Bonjour !", await GreetingAsync());
    }

    [Fact]
    public async Task Discarding_asks_first_and_leaves_what_is_live()
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });
        var question = await App.OpenAsync(Chatbot.Address("versions/draft/discard"));

        var page = await App.SubmitAsync(question.Form("#chatbot-discard form"));

        Assert.Equal(Chatbot.Address(), page.Address);
        Assert.Equal("Bonjour !", page.One("[name='Form.Greeting']").TextContent.Trim());
        Assert.Empty(page.Document.QuerySelectorAll("#chatbot-bar form"));
        Assert.Equal(Chatbot.Address("versions/draft"), (await App.OpenAsync(Chatbot.Address("versions/draft/discard"))).Address);
    }

    [Fact]
    public async Task Lists_mark_a_chatbot_with_unpublished_settings()
    {
        await App.HasChatbotAsync(Client, Catalog.Accueil with { Name = "Zoé" });
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });

        var list = await App.OpenAsync("/admin/chatbots");
        var client = await App.OpenAsync($"/admin/clients/{Client.Id}");
        var versions = await App.OpenAsync(Chatbot.Address("versions"));

        Assert.Equal([true, false], list.Document.QuerySelectorAll("#chatbot-list tbody tr").Select(row => row.TextContent.Contains("brouillon non publié", StringComparison.Ordinal)));
        Assert.Equal([true, false], client.Document.QuerySelectorAll("#client-chatbots li").Select(row => row.TextContent.Contains("brouillon non publié", StringComparison.Ordinal)));
        Assert.Contains("non publié", versions.One("#versions tbody tr:first-child").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_is_added_to_the_draft_or_published_at_once()
    {
        var draft = await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("installation?site=durand.fr"))).Form("#site-suggestions"), new { publish = (string?)null });
        Assert.Contains("non publié", draft.One("#allowed-origins li:last-child").TextContent, StringComparison.Ordinal);
        Assert.Equal(["https://www.martin.fr"], (await PublishedAsync()).Settings.AllowedOrigins);

        await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("installation?site=leroy.fr"))).Form("#site-suggestions"));
        Assert.Contains("https://leroy.fr", (await PublishedAsync()).Settings.AllowedOrigins);
        Assert.Contains("https://durand.fr", (await PublishedAsync()).Settings.AllowedOrigins);
    }

    [Fact]
    public async Task A_viewer_compares_and_changes_nothing_and_a_manager_sees_no_models()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "viewer@martin.example");
        await App.HasMemberAsync(Client, ClientRole.Manager, "manager@martin.example");
        var (viewer, manager) = (App.NewBrowser(), App.NewBrowser());
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        await IAfluenceApp.SignInAsync(manager, "manager@martin.example");
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });

        var read = await viewer.OpenAsync(Chatbot.Address("versions/draft"));

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Empty(read.Document.QuerySelectorAll("main button[type=submit]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.OpenAsync(Chatbot.Address("versions/draft/discard"))).Status);
        Assert.NotEmpty((await manager.OpenAsync(Chatbot.Address("versions/draft"))).Document.QuerySelectorAll("#chatbot-draft .card-footer form"));
    }

    [Fact]
    public async Task English_readers_read_english()
    {
        await SaveDraftAsync(new { Form_Greeting = "Salut !", publish = (string?)null });

        var page = await App.Visitor.Speaks("en").OpenAsync(Chatbot.Address("versions/draft"));

        Assert.Contains("1 unpublished change.", page.Text, StringComparison.Ordinal);
        Assert.Contains("In the draft", page.Text, StringComparison.Ordinal);
    }

    private async Task<OpenedPage> SaveDraftAsync(object values) =>
        await App.SubmitAsync((await App.OpenAsync(Chatbot.Address())).Form("#chatbot-general form"), values);

    private async Task<ChatbotVersion> PublishedAsync() => await App.PublishedAsync(Chatbot);

    private async Task<string> GreetingAsync() => (await PublishedAsync()).Settings.Greeting.ToString();

    /// <summary>Refuses a greeting.</summary>
    private sealed class NoSecrets : IPublishCheck
    {
        public Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<PublishFinding>>(
                subject.Settings.Greeting.ToString() == "sésame" ? [new PublishFinding(PublishSeverity.Blocking, "no_secrets")] : []);
    }
}
