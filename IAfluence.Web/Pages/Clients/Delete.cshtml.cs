using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Clients;

/// <summary>Shows what is deleted with a client, and deletes it after the user typed its name.</summary>
[Authorize(Policies.PlatformUser)]
[Authorize(Policies.ClientManager)]
public sealed class DeleteModel(
    CurrentClient client, ClientService clients, ClientDocuments<Chatbot> chatbots, ClientDocuments<Conversation> conversations,
    PlatformDocuments<Membership> members, IStringLocalizer<ClientsTexts> texts)
    : PageModel
{
    public Client Client => client.Client;

    public long Chatbots { get; private set; }

    public long Conversations { get; private set; }

    public long Members { get; private set; }

    public string? Typed { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        Chatbots = await chatbots.CountAsync(Client.Id, Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null), ct);
        Conversations = await conversations.CountAsync(Client.Id, Filter<Conversation>.All, ct);
        Members = await members.CountAsync(Filter<Membership>.Eq(member => member.ClientId, Client.Id), ct);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? typed, CancellationToken ct)
    {
        Typed = typed;
        if (SortKeys.Of(typed ?? "") != Client.NameSortKey)
        {
            ModelState.AddModelError(nameof(Typed), texts["Delete.Mistyped"]);
            return this.PageOrFragment("_ClientDelete", StatusCodes.Status422UnprocessableEntity);
        }

        await clients.DeleteAsync(Client.Id, ct);
        this.Tell(texts["Delete.Done", Client.Name]);
        return this.RedirectOrLocation("Index");
    }
}
