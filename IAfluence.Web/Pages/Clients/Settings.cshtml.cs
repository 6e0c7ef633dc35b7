using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Edits a client's name, language, time zone, retention and brand; activates, deactivates and deletes it.</summary>
public sealed class SettingsModel(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts, ClientForms forms) : ClientPage(client, user, texts)
{
    public ClientForm Form { get; set; } = new();

    /// <summary>The client as another user saved it meanwhile; null without a conflict.</summary>
    public Client? Theirs { get; private set; }

    protected override bool IsForPlatformOnly => true;

    protected override Task FillAsync(CancellationToken ct)
    {
        Form = ClientForm.Of(Client);
        return Task.CompletedTask;
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([Bind(Prefix = nameof(Form))] ClientForm form, bool insist, CancellationToken ct)
    {
        Form = form;
        if (!ModelState.IsValid)
            return this.PageOrFragment("_ClientSettings", StatusCodes.Status422UnprocessableEntity);
        var outcome = await forms.SaveAsync(Client, form, insist, ct);
        Theirs = outcome.Kind == SaveKind.Conflict ? outcome.Value : null;
        return Respond(outcome, "_ClientSettings");
    }

    public async Task<IActionResult> OnPostActiveAsync(bool active, CancellationToken ct) =>
        await forms.SetActiveAsync(Client.Id, active, ct) ? Saved(Texts[active ? "State.NowOn" : "State.NowOff"]) : NotFound();

    public async Task<IActionResult> OnPostBrandAsync(bool withoutBrand, CancellationToken ct) =>
        await forms.SetWithoutBrandAsync(Client.Id, withoutBrand, ct) ? Saved(Texts[withoutBrand ? "Brand.NowHidden" : "Brand.NowShown"]) : NotFound();
}
