using System.Net;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>The frame around every page.</summary>
public sealed class ShellTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_navigation_names_where_one_is()
    {
        await _app.SignInAsync();

        var page = await _app.OpenAsync("/admin/conversations");

        Assert.Equal("/admin/conversations", page.One(".navigation [aria-current=page]").GetAttribute("href"));
    }

    [Fact]
    public async Task An_appearance_chosen_once_is_in_the_first_byte_of_every_page()
    {
        var login = await _app.OpenAsync("/login");
        Assert.Equal("auto", login.Document.DocumentElement.GetAttribute("data-bs-theme"));

        var back = await ChooseAsync(login, "theme", "dark");

        Assert.Equal("/login", back.Address);
        Assert.Equal("dark", back.Document.DocumentElement.GetAttribute("data-bs-theme"));
        Assert.Equal("dark", (await _app.OpenAsync("/setup")).Document.DocumentElement.GetAttribute("data-bs-theme"));
    }

    [Fact]
    public async Task A_language_chosen_once_goes_before_the_browsers()
    {
        _app.Visitor.Speaks("fr");
        var login = await _app.OpenAsync("/login");
        Assert.Equal("fr", login.Document.DocumentElement.GetAttribute("lang"));

        var back = await ChooseAsync(login, "language", "en");

        Assert.Equal("en", back.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_choice_never_leads_to_another_site()
    {
        var login = await _app.OpenAsync("/login");
        var form = login.Form("form[action*='handler=theme']");

        var back = await _app.SubmitAsync(form, new { returnTo = "https://elsewhere.example/" });

        Assert.Equal("localhost", back.Response.RequestMessage!.RequestUri!.Host);
    }

    [Fact]
    public async Task The_bare_address_leads_in_or_to_signing_in()
    {
        Assert.Equal("/login", (await _app.OpenAsync("/")).Address);

        await _app.SignInAsync();

        Assert.Equal("/admin", (await _app.OpenAsync("/")).Address);
    }

    [Fact]
    public async Task Without_the_demonstration_its_page_does_not_exist()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/demo")).Status);
    }

    [Fact]
    public async Task A_fresh_installation_is_told_what_to_do_next()
    {
        var page = await _app.SignInAsync();

        Assert.Equal("/admin", page.Address);
        Assert.NotEmpty(page.Document.QuerySelectorAll(".checklist a[href='/admin/clients']"));
    }

    private async Task<OpenedPage> ChooseAsync(OpenedPage page, string what, string value)
    {
        var form = page.Form($"form[action*='handler={what}']");
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["returnTo"] = page.Address,
            [what] = value,
        };
        using var content = new FormUrlEncodedContent(fields);
        return await OpenedPage.ReadAsync(await _app.Visitor.Http.PostAsync($"/preferences?handler={what}", content));
    }
}
