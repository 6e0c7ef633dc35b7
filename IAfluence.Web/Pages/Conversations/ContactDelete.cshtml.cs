using IAfluence.Core.Replies.Contacts;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>Asks for confirmation before a contact is deleted.</summary>
[Authorize(Policies.ClientAgent)]
public sealed class ContactDeleteModel(CurrentClient client, ContactStore contacts, IStringLocalizer<ConversationsTexts> texts) : PageModel
{
    public Contact Contact { get; private set; } = null!;

    public string ListAddress => Url.To("Contacts", new { client = client.Id });

    public async Task<IActionResult> OnGetAsync(string contactId, CancellationToken ct) => await FindAsync(contactId, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string contactId, CancellationToken ct)
    {
        if (!await FindAsync(contactId, ct))
            return NotFound();
        await contacts.DeleteAsync(client.Id, Contact.Id, ct);
        this.Tell(texts["Contacts.Deleted"]);
        return this.RedirectOrLocation("Contacts", new { client = client.Id.Value });
    }

    private async Task<bool> FindAsync(string contactId, CancellationToken ct)
    {
        if (await contacts.FindOrNullAsync(client.Id, ContactId.From(contactId), ct) is not { } contact)
            return false;
        Contact = contact;
        return true;
    }
}
