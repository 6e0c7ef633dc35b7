using System.Globalization;
using IAfluence.Core.Chatbots;
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

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Creates a chatbot with a default prompt and greeting. The other settings are edited on its own pages.</summary>
[Authorize(Policies.ClientManager)]
public sealed class NewModel(
    CurrentClient client, CurrentUser user, ChatbotService chatbots, IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words) : PageModel
{
    public Client Client => client.Client;

    [BindProperty]
    public NewChatbotForm Form { get; set; } = new();

    public void OnGet() => Form = new NewChatbotForm { Locale = Client.Locale };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var sites = SiteSuggestions.For(Form.Site);
        if (!string.IsNullOrWhiteSpace(Form.Site) && sites.Count == 0)
            ModelState.AddModelError("Form.Site", words["Field.not_an_origin", Form.Site]);
        if (!ModelState.IsValid)
            return Refused();
        var outcome = await chatbots.CreateAsync(Client.Id, SettingsOf(sites), user.Id, ct);
        if (outcome.Kind == SaveKind.Missing)
            return NotFound();
        if (outcome.Value is not { } chatbot)
        {
            ModelState.AddErrors(outcome.Errors, words);
            return Refused();
        }

        this.Tell(texts["New.Done", chatbot.Name]);
        return this.RedirectOrLocation("/Chatbots/General/Index", new { clientId = Client.Id.Value, chatbotId = chatbot.Id.Value });
    }

    private IActionResult Refused() => this.PageOrFragment("_ChatbotNew", StatusCodes.Status422UnprocessableEntity);

    private ChatbotSettings SettingsOf(IReadOnlyList<SiteSuggestion> sites)
    {
        var locale = Form.Locale ?? "";
        // The default texts are in the chatbot's language, not in the user's.
        var spoken = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = ChatbotRules.Locales.Contains(locale) ? CultureInfo.GetCultureInfo(locale) : spoken;
            return new ChatbotSettings
            {
                Name = Form.Name ?? "",
                Locale = locale,
                SystemPrompt = texts["Default.Prompt", Client.Name],
                Greeting = texts["Default.Greeting"].Value,
                AllowedOrigins = [.. sites.Where(site => site.Kind is SiteSuggestionKind.Typed or SiteSuggestionKind.Bare or SiteSuggestionKind.Www).Select(site => site.Origin)],
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = spoken;
        }
    }
}

/// <summary>The new chatbot form.</summary>
public sealed class NewChatbotForm
{
    public string? Name { get; set; }

    public string? Locale { get; set; }

    public string? Site { get; set; }
}
