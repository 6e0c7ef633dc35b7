using IAfluence.Core.Chatbots;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Security;

/// <summary>Creates, shows once, renews and removes the secret that signs visitor identities.</summary>
[Authorize(Policies.ClientManager)]
public sealed class IdentityModel(
    ChatbotEditor editor, ChatbotNotices notices, IdentitySecrets secrets, IStringLocalizer<BehaviourTexts> texts) : ChatbotPage(editor, notices)
{
    public bool HasSecret => Chatbot.ProtectedIdentitySecret is not null;

    /// <summary>The new secret, only on the page that creates it; otherwise null.</summary>
    public string? Made { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken ct)
    {
        Made = await secrets.RenewAsync(Client.Id, Chatbot.Id, ct);
        if (Made is null)
            return NotFound();
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (!await secrets.RemoveAsync(Client.Id, Chatbot.Id, ct))
            return NotFound();
        this.Tell(texts["Identity.Removed"]);
        return Back("Index");
    }
}
