using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed class SeeingClientsTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _martin = null!;
    private Client _dupont = null!;
    private User _member = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _martin = await _app.HasClientAsync("Boulangerie Martin");
        _dupont = await _app.HasClientAsync("Atelier Dupont");
        _member = await _app.HasMemberAsync(_martin, ClientRole.Viewer, "viewer@martin.example");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Page_of_another_client_does_not_exist_for_a_member_or_a_stranger()
    {
        var browser = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(browser, _member.Email);

        var others = await browser.OpenAsync($"/admin/conversations/{_dupont.Id}/0123456789abcdef0123456789abcdef");
        var nobodys = await browser.OpenAsync("/admin/conversations/unknown/0123456789abcdef0123456789abcdef");
        var stranger = await _app.NewBrowser().OpenAsync($"/admin/conversations/{_dupont.Id}/0123456789abcdef0123456789abcdef");

        Assert.Equal(HttpStatusCode.NotFound, others.Status);
        Assert.Equal(HttpStatusCode.NotFound, nobodys.Status);
        Assert.Equal(nobodys.One("h1").TextContent, others.One("h1").TextContent);
        Assert.StartsWith("/login", stranger.Address, StringComparison.Ordinal);
    }
}
