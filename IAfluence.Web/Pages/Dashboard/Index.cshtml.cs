using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Web.Pages.Conversations;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Dashboard;

/// <summary>The dashboard: the latest conversations, this month's cost, and the remaining set-up steps.</summary>
public sealed class IndexModel(
    CurrentUser user, ClientAccess access, ConversationLists lists, ConversationRows rows, DashboardFigures figures, SetupProgress progress) : PageModel
{
    private const int Latest = 8;

    public IReadOnlyList<Client> Clients { get; private set; } = [];

    public IReadOnlyList<ConversationRow> Rows { get; private set; } = [];

    public Figures Figures { get; private set; } = null!;

    public SetupSteps Steps { get; private set; } = null!;

    /// <summary>Whether the user can perform the remaining set-up steps.</summary>
    public bool ShowsSteps { get; private set; }

    public bool IsPlatform => user.IsPlatform;

    public string Greeted => string.IsNullOrWhiteSpace(user.User.Name) ? "" : user.User.Name;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var visible = await access.ListVisibleClientsAsync(user.User, ct);
        Clients = [.. visible.Select(client => client.Client)];
        IReadOnlyList<ClientId> ids = [.. Clients.Select(client => client.Id)];
        Figures = await figures.ReadAsync(ids, user.PlatformPassOrNull, ct);
        Steps = await progress.FindAsync(ids, ct);
        ShowsSteps = !Steps.Complete && (IsPlatform || visible.Any(client => client.Role == ClientRole.Manager));
        ConversationScope scope = user.PlatformPassOrNull is { } pass ? new ConversationScope.Everywhere(pass) : new ConversationScope.Of(ids);
        Rows = await rows.OfAsync((await lists.ListAsync(scope, null, null, Latest, ct)).Items, Clients.ToDictionary(client => client.Id), ct);
    }
}
