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
    public async Task A_member_sees_the_own_client_with_the_role_and_no_other()
    {
        var access = _app.Service<ClientAccess>();

        var visible = await access.ListVisibleClientsAsync(_member, CancellationToken.None);

        Assert.Equal(_martin.Id, Assert.Single(visible).Client.Id);
        Assert.Equal(ClientRole.Viewer, await access.FindRoleOrNullAsync(_member, _martin.Id, CancellationToken.None));
        Assert.Null(await access.FindRoleOrNullAsync(_member, _dupont.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_platform_role_sees_every_client_by_name()
    {
        var admin = _member with { PlatformRole = PlatformRole.Admin };

        var visible = await _app.Service<ClientAccess>().ListVisibleClientsAsync(admin, CancellationToken.None);

        Assert.Equal([_dupont.Id, _martin.Id], visible.Select(each => each.Client.Id));
        Assert.All(visible, each => Assert.Equal(ClientRole.Manager, each.Role));
    }

    [Fact]
    public async Task Another_clients_page_does_not_exist_whoever_asks_for_what()
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
