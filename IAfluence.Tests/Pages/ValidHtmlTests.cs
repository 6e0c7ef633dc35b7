using System.Net;
using AngleSharp.Html.Dom;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>Every page and every fragment is valid HTML, what a reader typed wrong included.</summary>
public sealed class ValidHtmlTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _martin = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync(("Bootstrap:Demo", "true"));
        _app.Visitor.Speaks("fr");
        _martin = await _app.HasClientAsync("Boulangerie <Martin> & fils");
        var owner = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(owner);
        var form = (await owner.OpenAsync($"/admin/chatbots/{_martin.Id}/new")).Form();
        var made = await owner.SubmitAsync(form, new { Form_Name = "Accueil & <conseil>", Form_Site = "martin.fr" });
        await owner.SubmitAsync(made.Form("#chatbot-general form"), new { Form_Greeting = "Salut & <bienvenue>\nà tous !", Form_Temperature = "0.4", publish = (string?)null });
        var provider = await owner.HasProviderAsync("Local & <own>");
        await owner.HasModelAsync(provider, "small");
        await _app.HasIncidentAsync();
        await _app.HasIncidentAsync(open: false);
        await _app.HasEmailAsync(Core.Notifications.EmailState.Dead, Core.Notifications.MailFault.RecipientRefused);
        await _app.HasConversationAsync(_martin, "Vos \"horaires\" & <prix> ?");
        var waiting = await _app.HasWaitingVisitorAsync(_martin, "Quelqu’un <vraiment> ?");
        await _app.HasContactAsync(waiting, "Anne & <Durand>");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Every_page_and_fragment_is_valid()
    {
        await _app.SignInAsync();

        var pages = await PagesAsync();
        var fragments = new List<OpenedPage>();
        foreach (var page in pages)
            fragments.Add(await _app.Visitor.OpenFragmentAsync(page.Address));

        Assert.Empty(await PageCrawl.MissedAsync(pages));
        AreValid(pages.Concat(fragments).Where(page => page.Status != HttpStatusCode.NoContent));
    }

    [Fact]
    public async Task Every_form_that_is_sent_empty_comes_back_valid_and_says_what_is_missing()
    {
        await _app.SignInAsync();
        var answers = new List<OpenedPage>();
        var refused = 0;
        foreach (var page in await PagesAsync())
        {
            foreach (var form in page.Document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Where(HasText))
            {
                var empty = form.QuerySelectorAll("input:not([type=hidden]):not([type=color]), textarea")
                    .Select(field => field.GetAttribute("name")!).Distinct().ToDictionary(name => name, _ => (string?)"");
                foreach (var answer in new[] { await _app.Visitor.SubmitAsync(form, empty), await _app.Visitor.SubmitAsync(form, empty, htmx: true) })
                {
                    refused += answer.Document.QuerySelectorAll(".field-validation-error").Any(error => error.TextContent.Length > 0) ? 1 : 0;
                    if (answer.Html.Length > 0)
                        answers.Add(answer);
                }
            }
        }

        AreValid(answers);
        Assert.True(refused >= 10, $"only {refused} forms said what is missing");
    }

    [Fact]
    public async Task The_pages_of_those_who_are_not_signed_in_are_valid()
    {
        var login = await _app.OpenAsync("/login");
        var failed = await _app.SubmitAsync(login.Form());
        var pages = await PageCrawl.PagesAsync(_app.Visitor, "/login", "/demo", "/help");
        await using var fresh = await IAfluenceApp.StartAsync(("Bootstrap:AdminEmail", ""), ("Bootstrap:AdminPassword", ""));
        var setup = await fresh.OpenAsync("/setup");
        var incomplete = await fresh.SubmitAsync(setup.Form());

        Assert.Equal("/setup", setup.Address);
        AreValid([.. pages, failed, setup, incomplete, await _app.OpenAsync("/nothing")]);
    }

    [Fact]
    public async Task The_pages_of_a_member_who_only_reads_are_valid()
    {
        await _app.HasMemberAsync(_martin, ClientRole.Viewer, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");

        var pages = await PageCrawl.PagesAsync(_app.Visitor, "/admin", "/account");

        Assert.True(pages.Count > 5);
        AreValid([.. pages, await _app.OpenAsync("/admin/clients/new")]);
    }

    [Theory]
    [InlineData("<p><div>one</p></div>")]
    [InlineData("<p id=a>one<p id=a>two")]
    [InlineData("<label for=missing>Name</label>")]
    [InlineData("<input name=unnamed>")]
    [InlineData("<a href=/><button type=button>two in one</button></a>")]
    [InlineData("<p style='color:red'>one</p>")]
    [InlineData("<button type=button onclick='go()'>Go</button>")]
    public async Task A_fault_is_found(string html)
    {
        using var answer = new HttpResponseMessage { Content = new StringContent(html), RequestMessage = new(HttpMethod.Get, "http://localhost/page") };

        Assert.NotEmpty(HtmlFaults.Of(await OpenedPage.ReadAsync(answer)));
    }

    // What a filter, a search or a question adds to a page is a page of its own.
    private async Task<IReadOnlyList<OpenedPage>> PagesAsync()
    {
        var list = await _app.OpenAsync("/admin/chatbots");
        var chatbots = list.Document.QuerySelectorAll("#chatbot-list td:first-child a").Select(link => link.GetAttribute("href")!);
        string[] starts =
        [
            "/admin", "/account", "/demo", "/help", "/admin/chatbots/new", "/admin/clients?q=nothing", "/admin/clients/" + _martin.Id, "/admin/llm/models/builtin/replace",
            .. chatbots.SelectMany(chatbot => new[] { chatbot + "/installation?site=bakery.example", chatbot + "/knowledge?q=prix", chatbot + "/delete" }),
        ];
        return await PageCrawl.PagesAsync(_app.Visitor, starts);
    }

    private static void AreValid(IEnumerable<OpenedPage> pages)
    {
        var faults = pages.SelectMany(HtmlFaults.Of).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static bool HasText(IHtmlFormElement form) =>
        form.QuerySelector("input[type=text], input[type=email], input[type=password], textarea") is not null;
}
