namespace IAfluence.Core.Installation.SelfTesting;

public enum FindingLevel
{
    Ok,

    /// <summary>It works, or may not work for everyone.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>One result of the self-test.</summary>
/// <param name="Code">A value of <see cref="FindingCodes"/>.</param>
/// <param name="Values">Values for the message; each fits on one line.</param>
public sealed record Finding(FindingLevel Level, string Code, params IReadOnlyList<string> Values)
{
    public static Finding Ok(string code, params IReadOnlyList<string> values) => new(FindingLevel.Ok, code, values);

    public static Finding Warn(string code, params IReadOnlyList<string> values) => new(FindingLevel.Warn, code, values);

    public static Finding Fail(string code, params IReadOnlyList<string> values) => new(FindingLevel.Fail, code, values);
}

/// <summary>The possible findings. Each has a message, and for problems an instruction, in every language of the admin.</summary>
public static class FindingCodes
{
    public const string Reached = "Reached";
    public const string ReachedElsewhere = "ReachedElsewhere";
    public const string PageCut = "PageCut";
    public const string Unreachable = "Unreachable";
    public const string Protected = "Protected";
    public const string BadStatus = "BadStatus";
    public const string NotHtml = "NotHtml";

    public const string Snippet = "Snippet";
    public const string SnippetPlugin = "SnippetPlugin";
    public const string PluginOutdated = "PluginOutdated";
    public const string SnippetTwice = "SnippetTwice";
    public const string SnippetInComment = "SnippetInComment";
    public const string SnippetOtherKey = "SnippetOtherKey";
    public const string SnippetWithoutKey = "SnippetWithoutKey";
    public const string SnippetOtherHost = "SnippetOtherHost";
    public const string SnippetWaits = "SnippetWaits";
    public const string SnippetDelayed = "SnippetDelayed";
    public const string SnippetByScript = "SnippetByScript";
    public const string SnippetMaybeByTagManager = "SnippetMaybeByTagManager";
    public const string SnippetMissing = "SnippetMissing";
    public const string NotAsync = "NotAsync";

    public const string OriginAllowed = "OriginAllowed";
    public const string OriginNotAllowed = "OriginNotAllowed";

    public const string NoPolicy = "NoPolicy";
    public const string PolicyAllows = "PolicyAllows";
    public const string PolicyScript = "PolicyScript";
    public const string PolicyNonce = "PolicyNonce";
    public const string PolicyStrictDynamic = "PolicyStrictDynamic";
    public const string PolicyConnect = "PolicyConnect";
    public const string PolicySandbox = "PolicySandbox";
    public const string PolicyReportOnly = "PolicyReportOnly";
    public const string PolicyTrustedTypes = "PolicyTrustedTypes";

    public const string MixedContent = "MixedContent";
    public const string Https = "Https";
    public const string NotHttps = "NotHttps";
    public const string PublicUrlUnset = "PublicUrlUnset";
    public const string LoaderServed = "LoaderServed";
    public const string LoaderUnreachable = "LoaderUnreachable";
    public const string LoaderWrong = "LoaderWrong";
    public const string Streams = "Streams";
    public const string StreamBuffered = "StreamBuffered";
    public const string StreamBroken = "StreamBroken";

    /// <summary>All codes; tests check that each has its messages.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(FindingCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
