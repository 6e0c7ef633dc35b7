using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Web.Htmx;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>A page about the chatbot that its route names, which is read before any handler runs; there is none without it.</summary>
public abstract class ChatbotPage(ChatbotDesk desk) : PageModel
{
    public Client Client => desk.Client.Client;

    public Chatbot Chatbot { get; private set; } = null!;

    /// <summary>The published version.</summary>
    public ChatbotVersion Version { get; private set; } = null!;

    public bool MayEdit => desk.MayEdit;

    public bool IsPlatform => desk.User.IsPlatform;

    /// <summary>What someone else saved of the same settings meanwhile; null when nobody did.</summary>
    public ChatbotVersion? Theirs { get; private set; }

    protected ChatbotDesk Desk => desk;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await desk.FindOrNullAsync(RouteData.Values["chatbotId"] as string ?? "", HttpContext.RequestAborted) is not var (chatbot, version))
        {
            context.Result = NotFound();
            return;
        }

        (Chatbot, Version) = (chatbot, version);
        ViewData["Title"] = version.Settings.Name;
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>The address of one of this chatbot's pages.</summary>
    public string PathTo(string section) => ChatbotPaths.To(Client.Id, Chatbot.Id, section);

    /// <summary>An instant as it is read in the client's time zone.</summary>
    public string When(DateTimeOffset instant) => desk.Times.Date(instant, Client.TimeZone);

    /// <summary>From now on the page is about this version, which it has just published.</summary>
    protected void Show(ChatbotVersion published) => Version = published;

    /// <summary>Saves what a form edited, and shows the form again with what keeps it from being saved.</summary>
    /// <param name="fragment">The form's partial.</param>
    protected async Task<IActionResult> SaveAsync(
        long readNumber, bool insist, string fragment, Func<ChatbotSettings, ChatbotSettings> edit, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
        var outcome = await desk.SaveAsync(Chatbot, readNumber, edit, insist, ct);
        return Answer(outcome, fragment);
    }

    /// <summary>Puts what Core refuses beside the form's fields.</summary>
    protected virtual void Refuse(IReadOnlyList<FieldError> errors) => ModelState.AddErrors(errors, desk.Words);

    protected IActionResult Answer(SaveOutcome<ChatbotVersion> outcome, string fragment)
    {
        switch (outcome.Kind)
        {
            case SaveKind.Missing:
                return NotFound();
            case SaveKind.Invalid:
                Refuse(outcome.Errors);
                return this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
            case SaveKind.Conflict:
                Theirs = outcome.Value;
                return this.PageOrFragment(fragment, StatusCodes.Status422UnprocessableEntity);
            case SaveKind.Unchanged:
                this.Tell(desk.Texts["Save.Unchanged"], FlashTone.Info);
                break;
            default:
                this.Tell(desk.Texts["Save.Done", outcome.Value!.Number]);
                break;
        }

        return this.RedirectOrLocation(PageContext.ActionDescriptor.ViewEnginePath, RouteData.Values.Where(value => value.Key is "clientId" or "chatbotId").ToDictionary());
    }
}

/// <summary>The addresses of chatbots' pages.</summary>
public static class ChatbotPaths
{
    /// <param name="section">As <c>sites</c>; empty for the first page.</param>
    public static string To(ClientId clientId, ChatbotId chatbotId, string section = "") =>
        $"/admin/chatbots/{clientId}/{chatbotId}" + (section.Length == 0 ? "" : "/" + section);
}
