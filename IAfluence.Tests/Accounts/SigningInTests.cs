using System.Net;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed class SigningInTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_right_password_leads_to_the_page_that_was_asked_for()
    {
        var login = await _app.OpenAsync("/account");
        Assert.Equal("/login?returnUrl=%2Faccount", login.Address);

        var account = await _app.SubmitAsync(login.Form(), new { Form_Email = "OWNER@agency.example", Form_Password = IAfluenceApp.Password });

        Assert.Equal("/account", account.Address);
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Contains(IAfluenceApp.OwnerEmail, account.Text, StringComparison.Ordinal);
    }
}
