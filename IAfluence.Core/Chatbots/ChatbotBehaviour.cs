using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Core.Chatbots;

/// <summary>The widget's behaviour on a site: where it is shown, when it invites the visitor, and which notices it shows first.</summary>
public sealed record ChatbotBehaviour
{
    /// <summary>Null for no invitation.</summary>
    public ChatbotInvitation? Invitation { get; init; }

    /// <summary>The pages on which the widget is shown; every page by default.</summary>
    public PagePatterns Pages { get; init; } = PagePatterns.Everywhere;

    /// <summary>Whether the widget tells visitors that an AI answers.</summary>
    public bool AiNotice { get; init; } = true;

    /// <summary>The text of the AI notice; null to use the product's text in the visitor's language.</summary>
    public LocalText? AiNoticeText { get; init; }

    /// <summary>What visitors agree to before their first message; null when no consent is needed.</summary>
    public ChatbotConsent? Consent { get; init; }
}

/// <summary>A message shown beside the closed widget.</summary>
public sealed record ChatbotInvitation
{
    public required LocalText Text { get; init; }

    /// <summary>Seconds after the page opens, 1 to 600; null to not show it by time.</summary>
    public int? AfterSeconds { get; init; }

    /// <summary>Whether to show it when the visitor is about to leave the page.</summary>
    public bool OnLeave { get; init; }

    /// <summary>The pages on which it is shown.</summary>
    public PagePatterns Pages { get; init; } = PagePatterns.Everywhere;
}

/// <summary>Selects pages of a site by path patterns such as <c>/shop/*</c>, where * matches any characters.</summary>
public sealed record PagePatterns
{
    public const int MaxPatterns = 30;
    public const int MaxCharacters = 200;

    public static readonly PagePatterns Everywhere = new();

    /// <summary>Patterns of included pages; empty for every page.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of excluded pages. They take precedence over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public bool Equals(PagePatterns? other) => other is not null && Include.SequenceEqual(other.Include) && Exclude.SequenceEqual(other.Exclude);

    public override int GetHashCode() => HashCode.Combine(Include.Count, Exclude.Count);
}

/// <summary>The text a visitor agrees to before the first message.</summary>
public sealed record ChatbotConsent
{
    private const int VersionCharacters = 12;

    // Cached, because every message needs the versions; settings records are immutable.
    private static readonly ConditionalWeakTable<ChatbotSettings, IReadOnlyList<string>> _versions = [];

    public required LocalText Text { get; init; }

    /// <summary>The https address of the privacy policy; null for none.</summary>
    public LocalText? PolicyUrl { get; init; }

    /// <summary>The consent that visitors of one language read.</summary>
    public ChatbotConsent In(string language, string first) => new() { Text = Text.In(language, first) ?? "", PolicyUrl = PolicyUrl?.In(language, first) };

    /// <summary>The version of each language's text. Consent to any of them counts, even if the visitor changes language later.</summary>
    /// <returns>Null when the chatbot needs no consent.</returns>
    public static IReadOnlyList<string>? VersionsOrNull(ChatbotSettings settings) => settings.Behaviour.Consent is null ? null : _versions.GetValue(
        settings, static of => [.. of.Spoken.Select(language => of.Behaviour.Consent!.In(language, of.FirstLanguage).VersionOf()).Distinct(StringComparer.Ordinal)]);

    /// <summary>
    /// The version of a consent in one language (see <see cref="In"/>). It changes with the text and the address, and visitors are then asked
    /// again.
    /// </summary>
    public string VersionOf() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\n{PolicyUrl}")))[..VersionCharacters];
}
