using IAfluence.Core.Quotas;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Edits a client's quota and degrade ladder, and shows the usage.</summary>
public sealed class QuotaModel(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts, ClientForms forms, QuotaService quotas) : ClientPage(client, user, texts)
{
    public QuotaForm Quota { get; set; } = new();

    public LadderForm Ladder { get; set; } = new();

    public QuotaUseView QuotaUse { get; private set; } = null!;

    protected override async Task FillAsync(CancellationToken ct)
    {
        (Quota, Ladder) = (QuotaForm.Of(Client.Quota), LadderForm.Of(Client.Ladder));
        QuotaUse = new QuotaUseView(await quotas.FindStatusOrNullAsync(Client, ct), Client.TimeZone);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(
        [Bind(Prefix = nameof(Quota))] QuotaForm quota, [Bind(Prefix = nameof(Ladder))] LadderForm ladder, CancellationToken ct)
    {
        (Quota, Ladder) = (quota, ladder);
        ModelState.AddErrors(ladder.Ladder.Check(), Texts, "Ladder");
        if (!quota.TryRead(ModelState, Texts, out var ceilings))
            return this.PageOrFragment("_ClientQuota", StatusCodes.Status422UnprocessableEntity);
        return await forms.SaveQuotaAsync(Client.Id, ladder, ceilings, ct) ? Saved(Texts["Saved"]) : NotFound();
    }
}
