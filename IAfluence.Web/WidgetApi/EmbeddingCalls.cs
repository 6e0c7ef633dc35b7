using System.Net;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Endpoints for sites: updates of the WordPress plugin, and a stream that tests the connection. They need no origin and return no data of
/// anyone.
/// </summary>
internal static class EmbeddingCalls
{
    public const string ZipName = WordPressPlugin.Slug + ".zip";

    /// <summary>Returns the latest version of the plugin and records the requesting site.</summary>
    public static async Task<IResult> GetPluginAsync(
        string key, string? site, string? version, string? wp, PublishedChatbots chatbots, SiteContacts contacts, WidgetPace pace, PublicAddress address, HttpContext context)
    {
        if (await pace.TryCallAsync("plugin-check", context, WidgetPace.PluginChecksPerMinute) is { } wait)
            return TooSoon(context, wait);
        if (InstallationAddress.OfOrNull(address.Of(context.Request)) is not { } own || await chatbots.FindByPublicKeyOrNullAsync(key, context.RequestAborted) is not { } chatbot)
            return Unknown(context);
        await contacts.RecordAsync(chatbot, site, version, wp, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        var url = $"{own.Text}{WidgetCors.Api}/chatbots/{key}/wordpress.zip";
        return TypedResults.Json(
            new PluginUpdate(WordPressPlugin.Version, url, WordPressPlugin.Requires, WordPressPlugin.Tested, WordPressPlugin.RequiresPhp, Sections()),
            EmbeddingJson.Default.PluginUpdate);
    }

    /// <summary>Returns the plugin for the chatbot.</summary>
    public static async Task<IResult> GetPluginZipAsync(string key, PublishedChatbots chatbots, WidgetPace pace, PublicAddress address, HttpContext context)
    {
        if (await pace.TryCallAsync("plugin-download", context, WidgetPace.PluginDownloadsPerMinute) is { } wait)
            return TooSoon(context, wait);
        return InstallationAddress.OfOrNull(address.Of(context.Request)) is { } own && await chatbots.FindByPublicKeyOrNullAsync(key, context.RequestAborted) is { } chatbot
            ? Zip(context, own, chatbot.Chatbot.PublicKey, chatbot.Settings.Name)
            : Unknown(context);
    }

    /// <summary>Sends a few events at a known interval, so that the caller can detect buffering proxies.</summary>
    public static async Task ProbeAsync(WidgetPace pace, TimeProvider time, HttpContext context)
    {
        if (await pace.TryCallAsync("probe", context, WidgetPace.ProbesPerMinute) is { } wait)
        {
            await TooSoon(context, wait).ExecuteAsync(context);
            return;
        }

        var ct = context.RequestAborted;
        using var stream = EventStream.Begin(context.Response, time);
        try
        {
            for (var number = 1; number <= ProxyInspection.ProbeEvents; number++)
            {
                stream.Write("probe", number, new ProbeData(), EmbeddingJson.Default.ProbeData);
                await stream.FlushAsync(ct);
                if (number < ProxyInspection.ProbeEvents)
                    await Task.Delay(ProxyInspection.ProbePause, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller disconnected.
        }
    }

    /// <summary>The plugin as a download, with an ETag.</summary>
    private static FileContentHttpResult Zip(HttpContext context, InstallationAddress address, string publicKey, string name)
    {
        var zip = WordPressPlugin.MakeZip(address, publicKey, name);
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(zip, MediaTypeNames.Application.Zip, ZipName, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(zip).AsSpan(0, 8))}\""));
    }

    private static Problem Unknown(HttpContext context) =>
        WidgetProblem.Of(WidgetErrors.UnknownChatbot, VisitorLanguages.Of(context.Request.Headers.AcceptLanguage, null), null);

    private static Problem TooSoon(HttpContext context, TimeSpan wait) =>
        WidgetProblem.Of(WidgetErrors.RateLimited, VisitorLanguages.Of(context.Request.Headers.AcceptLanguage, null), null) with { RetryAfter = wait };

    private static Dictionary<string, string> Sections() => new()
    {
        ["description"] = "<p>Puts your chatbot on your site: where it shows, how it looks, and when it waits for consent.</p>",
        ["changelog"] = ChangesHtml(),
    };

    // A line "= 1.0.0 =" starts a version; a line with * is one of its changes.
    private static string ChangesHtml()
    {
        var html = new StringBuilder();
        foreach (var line in WordPressPlugin.ChangesText().Split('\n'))
        {
            if (line.StartsWith('='))
                html.Append(html.Length > 0 ? "</ul>" : "").Append("<h4>").Append(WebUtility.HtmlEncode(line.Trim('=', ' '))).Append("</h4><ul>");
            else if (line.StartsWith('*'))
                html.Append("<li>").Append(WebUtility.HtmlEncode(line[1..].Trim())).Append("</li>");
        }

        return html.Append("</ul>").ToString();
    }
}
