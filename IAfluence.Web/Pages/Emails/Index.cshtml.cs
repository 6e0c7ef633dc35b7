using IAfluence.Core.Notifications;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Emails;

/// <summary>The outbox: waiting e-mails with their faults, undelivered ones, and those sent in the last month.</summary>
[Authorize(Policies.PlatformUser)]
public sealed class IndexModel(Outbox outbox, TestMail test, CurrentUser user, MailHealth health, IStringLocalizer<AlertsTexts> texts, Times times) : PageModel
{
    private const int PartSize = 50;

    /// <summary>waiting, dead or sent; when empty, the first of these lists that is not empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The fingerprint of the region that the browser shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seen { get; set; }

    public bool ToFolder => health.ToFolder;

    public EmailState Shown { get; private set; }

    public IReadOnlyList<Email> Emails { get; private set; } = [];

    public string? Older { get; private set; }

    public string Fingerprint { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Enum.TryParse<EmailState>(State, ignoreCase: true, out var asked) && Enum.IsDefined(asked))
        {
            await ReadAsync(asked, ct);
        }
        else
        {
            State = null;
            foreach (var state in (EmailState[])[EmailState.Dead, EmailState.Waiting, EmailState.Sent])
            {
                await ReadAsync(state, ct);
                if (Emails.Count > 0)
                    break;
            }
        }

        Fingerprint = Shell.Fingerprint.Of(Emails.Select(email => $"{email.Id} {email.Version} {times.Relative(email.CreatedAt, "UTC")}").Prepend(Shown.ToString()));
        return Request.WantsFragment() && Seen == Fingerprint ? new NoContentResult() : this.PageOrFragment("_EmailList");
    }

    public async Task<IActionResult> OnPostAgainAsync(string? id)
    {
        if (id is { Length: > 0 } && await outbox.SendAgainAsync(EmailId.From(id)))
            this.Tell(texts["Emails.Again.Done"]);
        else
            this.Tell(texts["Emails.Again.Not"], FlashTone.Warning);
        return RedirectToPage(new { state = "waiting" });
    }

    public async Task<IActionResult> OnPostTestAsync()
    {
        await test.SendAsync(new MailRecipient(user.User.Email, user.Id), System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        this.Tell(texts["Emails.Test.Done", user.User.Email]);
        return RedirectToPage(new { state = "" });
    }

    private async Task ReadAsync(EmailState state, CancellationToken ct)
    {
        (var page, After) = await ListParts.ReadAsync(After, cursor => outbox.ListAsync(state, cursor, PartSize, ct));
        (Shown, Emails, Older) = (state, page.Items, page.Next);
    }
}
