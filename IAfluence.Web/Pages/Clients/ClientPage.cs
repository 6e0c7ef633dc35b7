using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Clients;

/// <summary>A tab of a client's page. Members can read it; only platform users can change it.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public abstract class ClientPage(CurrentClient client, CurrentUser user, RoomTexts<ClientsTexts> texts) : PageModel
{
    public Client Client => client.Client;

    public bool IsPlatform => user.IsPlatform;

    public bool MayManage => client.Role == ClientRole.Manager;

    /// <summary>Whether only platform users can see the tab; it returns 404 for others.</summary>
    protected virtual bool IsForPlatformOnly => false;

    protected RoomTexts<ClientsTexts> Texts => texts;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!IsPlatform && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
            context.Result = Forbid();
        else if (!IsPlatform && IsForPlatformOnly)
            context.Result = NotFound();
        else
        {
            // The header is a partial, whose view data is not passed to the layout.
            ViewData["Title"] = Client.Name;
            await FillAsync(HttpContext.RequestAborted);
            await next();
        }
    }

    /// <summary>Fills the forms with the stored values, before a handler binds the posted ones.</summary>
    protected virtual Task FillAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Returns the result of a save: the form with its errors, or the reloaded tab.</summary>
    protected IActionResult Respond<T>(SaveOutcome<T> outcome, string fragment, string? prefix = null) where T : class
    {
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (!outcome.Succeeded)
        {
            ModelState.AddErrors(outcome.Errors, texts, prefix ?? "Form");
            return this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
        }

        return Saved(texts["Saved"]);
    }

    /// <summary>Reloads the tab with a message at its top.</summary>
    protected IActionResult Saved(string said)
    {
        this.Tell(said);
        return this.RedirectOrLocation(PageContext.ActionDescriptor.ViewEnginePath, new { clientId = Client.Id.Value });
    }
}
