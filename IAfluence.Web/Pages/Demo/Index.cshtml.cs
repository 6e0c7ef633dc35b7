using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Demo;

/// <summary>A public page with the widget at work; it exists where the demonstration client does.</summary>
[AllowAnonymous]
public sealed class IndexModel(PublishedChatbots chatbots, PublicAddress address) : PageModel
{
    /// <summary>The demonstration chatbot's.</summary>
    public const string PublicKey = "pk_demo";

    /// <summary>What a site would carry.</summary>
    public string Snippet => $"<script src=\"{address.Of(Request)}/widget.js\" data-chatbot=\"{PublicKey}\" async></script>";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await chatbots.FindByPublicKeyOrNullAsync(PublicKey, ct) is null ? NotFound() : Page();
}
