using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>Checks whether a page contains the right snippet.</summary>
internal static class SnippetInspection
{
    private const string LoaderPath = "/widget.js";
    private const string PluginSource = "wordpress/";

    public static IEnumerable<Finding> Inspect(FetchedPage page, SelfTestSubject subject)
    {
        var scripts = PageTags.Find(page.Body, "script");
        var ours = scripts.Where(script => !IsData(script) && LoaderOf(script, page.Address!) is { } loader && Same(loader, subject.Loader)).ToList();
        var live = ours.Where(script => !script.InComment).ToList();
        var mine = live.Where(script => script["data-chatbot"]?.Trim() == subject.PublicKey).ToList();
        if (mine is [var snippet, ..])
        {
            foreach (var finding in InspectSnippet(snippet))
                yield return finding;
            if (mine.Count > 1)
                yield return Finding.Warn(FindingCodes.SnippetTwice, mine.Count.ToString(System.Globalization.CultureInfo.CurrentCulture));
        }
        else
        {
            yield return MissingFinding(page, subject, scripts, ours, live);
        }
    }

    /// <summary>The active script tag on the page; null when there is none.</summary>
    public static PageTag? TagOrNull(FetchedPage page, SelfTestSubject subject) => PageTags.Find(page.Body, "script")
        .FirstOrDefault(script => !script.InComment && !IsData(script) && LoaderOf(script, page.Address!) is { } loader && Same(loader, subject.Loader));

    public static Finding Origin(FetchedPage page, SelfTestSubject subject)
    {
        var origin = page.Address!.GetLeftPart(UriPartial.Authority);
        return OriginPolicy.Allows(subject.AllowedOrigins, origin) || string.Equals(origin, subject.Installation.Text, StringComparison.OrdinalIgnoreCase)
            ? Finding.Ok(FindingCodes.OriginAllowed, origin)
            : Finding.Fail(FindingCodes.OriginNotAllowed, origin);
    }

    private static IEnumerable<Finding> InspectSnippet(PageTag snippet)
    {
        var source = snippet["data-source"] ?? "";
        var version = source.StartsWith(PluginSource, StringComparison.Ordinal) ? VersionText.CleanOrNull(source[PluginSource.Length..]) : null;
        if (version is null)
            yield return Finding.Ok(FindingCodes.Snippet);
        else if (VersionText.IsOlder(version, WordPressPlugin.Version))
            yield return Finding.Warn(FindingCodes.PluginOutdated, version, WordPressPlugin.Version);
        else
            yield return Finding.Ok(FindingCodes.SnippetPlugin, version);

        var type = snippet["type"]?.Trim() ?? "";
        if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) || type.StartsWith("didomi/", StringComparison.OrdinalIgnoreCase))
            yield return Finding.Warn(FindingCodes.SnippetWaits);
        else if (type.Length > 0 && !IsJavaScript(type))
            yield return Finding.Warn(FindingCodes.SnippetDelayed, Short(type));
        else if (snippet["async"] is null && snippet["defer"] is null && !type.Equals("module", StringComparison.OrdinalIgnoreCase))
            yield return Finding.Warn(FindingCodes.NotAsync);
    }

    private static Finding MissingFinding(
        FetchedPage page, SelfTestSubject subject, IReadOnlyList<PageTag> scripts, List<PageTag> ours, List<PageTag> live)
    {
        if (live.FirstOrDefault(script => !string.IsNullOrWhiteSpace(script["data-chatbot"])) is { } other)
            return Finding.Fail(FindingCodes.SnippetOtherKey, Short(other["data-chatbot"]!.Trim()), subject.PublicKey);
        if (live.Count > 0)
            return Finding.Fail(FindingCodes.SnippetWithoutKey, subject.PublicKey);
        if (ours.Count > 0)
            return Finding.Fail(FindingCodes.SnippetInComment);
        var elsewhere = scripts.FirstOrDefault(script => !script.InComment && script["data-chatbot"] is not null && LoaderOf(script, page.Address!)?.AbsolutePath == LoaderPath);
        if (elsewhere is not null)
            return Finding.Fail(FindingCodes.SnippetOtherHost, LoaderOf(elsewhere, page.Address!)!.GetLeftPart(UriPartial.Authority), subject.Installation.Text);
        if (scripts.Any(script => !script.InComment && script.Text.Contains(subject.PublicKey, StringComparison.Ordinal)
            && script.Text.Contains(subject.Installation.Host, StringComparison.OrdinalIgnoreCase)))
            return Finding.Ok(FindingCodes.SnippetByScript);
        return scripts.Any(IsTagManager) ? Finding.Warn(FindingCodes.SnippetMaybeByTagManager) : Finding.Fail(FindingCodes.SnippetMissing);
    }

    /// <summary>The loader's address in a tag. Optimizers and consent managers move it to attributes of their own until the script may run.</summary>
    private static Uri? LoaderOf(PageTag script, Uri page)
    {
        var address = script["src"] ?? script["data-src"] ?? script["data-iafluence-src"] ?? script["data-rocket-src"] ?? script["data-cmplz-src"] ?? script["data-pmdelayedscript"];
        return address is { Length: > 0 } && Uri.TryCreate(page, address.Trim(), out var loader) && loader.Scheme is "http" or "https" ? loader : null;
    }

    private static bool Same(Uri loader, Uri expected) => loader.AbsolutePath == LoaderPath
        && loader.Host.Equals(expected.Host, StringComparison.OrdinalIgnoreCase) && (loader.Port == expected.Port || (loader.IsDefaultPort && expected.IsDefaultPort));

    // The plugin writes a second copy of the options, which browsers do not run.
    private static bool IsData(PageTag script) => string.Equals(script["type"], "application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsJavaScript(string type) =>
        type.Equals("module", StringComparison.OrdinalIgnoreCase) || type.Contains("javascript", StringComparison.OrdinalIgnoreCase) && !type.Contains("litespeed", StringComparison.OrdinalIgnoreCase)
        && !type.Contains("rocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsTagManager(PageTag script) => !script.InComment
        && ((script["src"] ?? "").Contains("googletagmanager.com/gtm.js", StringComparison.OrdinalIgnoreCase)
            || script.Text.Contains("googletagmanager.com/gtm.js", StringComparison.OrdinalIgnoreCase));

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
