using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed class ClientAccessTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Client _martin = null!;
    private Client _dupont = null!;
    private User _member = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _martin = await _core.HasClientAsync("Boulangerie Martin");
        _dupont = await _core.HasClientAsync("Atelier Dupont");
        _member = new User
        {
            Id = NewId.Of<UserId>(_core.Time),
            Email = "viewer@martin.example",
            NormalizedEmail = "VIEWER@MARTIN.EXAMPLE",
            SecurityStamp = "stamp",
            CreatedAt = _core.Time.GetUtcNow(),
        };
        await _core.Get<PlatformDocuments<User>>().Insert(_member);
        await _core.Get<UserRights>().GrantAsync(_member.Id, _martin.Id, ClientRole.Viewer);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_member_sees_the_own_client_with_the_role_and_no_other()
    {
        var access = _core.Get<ClientAccess>();

        var visible = await access.ListVisibleClientsAsync(_member, CancellationToken.None);

        Assert.Equal(_martin.Id, Assert.Single(visible).Client.Id);
        Assert.Equal(ClientRole.Viewer, await access.FindRoleOrNullAsync(_member, _martin.Id, CancellationToken.None));
        Assert.Null(await access.FindRoleOrNullAsync(_member, _dupont.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_platform_role_sees_every_client_by_name()
    {
        var admin = _member with { PlatformRole = PlatformRole.Admin };

        var visible = await _core.Get<ClientAccess>().ListVisibleClientsAsync(admin, CancellationToken.None);

        Assert.Equal([_dupont.Id, _martin.Id], visible.Select(each => each.Client.Id));
        Assert.All(visible, each => Assert.Equal(ClientRole.Manager, each.Role));
    }
}
