using System.Globalization;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Creates a client.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class NewModel(ClientService clients, IStringLocalizer<ClientsTexts> texts, IStringLocalizer<SharedTexts> words) : PageModel
{
    [BindProperty]
    public ClientForm Form { get; set; } = new();

    public void OnGet() => Form = new ClientForm { Locale = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, TimeZone = "Europe/Paris" };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return this.PageOrFragment("_ClientNew", StatusCodes.Status422UnprocessableEntity);
        var outcome = await clients.CreateAsync(Form.ApplyTo(new ClientSettings { Name = "", Locale = "", TimeZone = "" }), ct);
        if (outcome.Value is not { } client)
        {
            ModelState.AddErrors(outcome.Errors, words);
            return this.PageOrFragment("_ClientNew", StatusCodes.Status422UnprocessableEntity);
        }

        this.Tell(texts["New.Done", client.Name]);
        return this.RedirectOrLocation("Overview", new { clientId = client.Id.Value });
    }
}
