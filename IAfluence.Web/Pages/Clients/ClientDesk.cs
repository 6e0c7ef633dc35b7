using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Clients;

/// <summary>What every page of one client works with.</summary>
public sealed class ClientDesk(CurrentClient client, CurrentUser user, IStringLocalizer<ClientsTexts> texts, IStringLocalizer<SharedTexts> words)
{
    public CurrentClient Client => client;

    public CurrentUser User => user;

    public IStringLocalizer<ClientsTexts> Texts => texts;

    public IStringLocalizer<SharedTexts> Words => words;
}
