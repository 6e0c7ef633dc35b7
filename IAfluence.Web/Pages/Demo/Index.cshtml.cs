using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Demo;

/// <summary>A public page with the demonstration's widget; it exists only while the demonstration client does.</summary>
[AllowAnonymous]
public sealed class IndexModel(PublishedChatbots chatbots, PublicAddress address) : PageModel
{
    /// <summary>The public key of the demonstration chatbot.</summary>
    public const string PublicKey = "pk_demo";

    /// <summary>The snippet for a site.</summary>
    public string Snippet => $"<script src=\"{address.Of(Request)}/widget.js\" data-chatbot=\"{PublicKey}\" async></script>";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await chatbots.FindByPublicKeyOrNullAsync(PublicKey, ct) is null ? NotFound() : Page();
}
