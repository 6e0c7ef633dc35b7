using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Pages.Chatbots.Security;

/// <summary>Edits the limits on visitors' messages, and the signing of visitor identities.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(ChatbotEditor editor, ChatbotNotices notices, IOptions<RateLimitOptions> pace) : ChatbotPage(editor, notices)
{
    [BindProperty]
    public LimitsForm Form { get; set; } = new();

    /// <summary>The default messages per minute and visitor.</summary>
    public int UsualPerMinute => pace.Value.PerVisitorPerMinute;

    public bool HasSecret => Chatbot.ProtectedIdentitySecret is not null;

    public void OnGet() => Form = LimitsForm.Of(Settings);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync("_ChatbotLimits", Form.ApplyTo, ct);
}
