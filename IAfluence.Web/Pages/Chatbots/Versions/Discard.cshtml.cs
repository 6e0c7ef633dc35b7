using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Asks for confirmation before a draft is deleted.</summary>
[Authorize(Policies.ClientManager)]
public sealed class DiscardModel(ChatbotEditor editor, ChatbotNotices notices, IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    /// <summary>Whether the draft was saved again after the page was shown.</summary>
    public bool HasMoved { get; private set; }

    public IActionResult OnGet() => Drafted.IsLive ? Back("Draft") : this.PageOrFragment("_ChatbotDiscard");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Editor.DiscardAsync(Chatbot.Id, Revision ?? "", ct))
        {
            HasMoved = true;
            return Respond("_ChatbotDiscard");
        }

        this.Tell(texts["Discard.Done", Published.Number]);
        return Back("/Chatbots/General/Index");
    }
}
