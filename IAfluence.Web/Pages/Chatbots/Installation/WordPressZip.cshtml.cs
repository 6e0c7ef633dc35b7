using IAfluence.Core.Installation;
using IAfluence.Web.Hosting;
using IAfluence.Web.Sessions;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>Downloads the chatbot's WordPress plugin, even when the chatbot is inactive.</summary>
[Authorize(Policies.ClientViewer)]
public sealed class WordPressZipModel(ChatbotEditor editor, ChatbotNotices notices, PublicAddress address) : ChatbotPage(editor, notices)
{
    public IActionResult OnGet()
    {
        Response.Headers.CacheControl = "private, no-cache";
        return File(
            WordPressPlugin.MakeZip(InstallationAddress.Of(address.Of(Request)), Chatbot.PublicKey, Published.Settings.Name),
            System.Net.Mime.MediaTypeNames.Application.Zip,
            EmbeddingCalls.ZipName);
    }
}
