using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Core.Chatbots;

/// <summary>How the widget behaves on a site: where it shows, when it opens by itself, what it tells and asks first.</summary>
public sealed record ChatbotBehaviour
{
    /// <summary>The gentle opening; null for none.</summary>
    public ChatbotInvitation? Invitation { get; init; }

    /// <summary>Where the widget shows; on every page by default.</summary>
    public PagePatterns Pages { get; init; } = PagePatterns.Everywhere;

    /// <summary>Whether visitors are told that an AI answers.</summary>
    public bool AiNotice { get; init; } = true;

    /// <summary>The chatbot's own words for it; null for the product's in the visitor's language.</summary>
    public LocalText? AiNoticeText { get; init; }

    /// <summary>What visitors agree to before their first message; null when nothing is asked.</summary>
    public ChatbotConsent? Consent { get; init; }
}

/// <summary>A sentence shown beside the closed widget.</summary>
public sealed record ChatbotInvitation
{
    public required LocalText Text { get; init; }

    /// <summary>So long after the page was opened; null for not by time.</summary>
    public int? AfterSeconds { get; init; }

    /// <summary>When the visitor is about to leave the page.</summary>
    public bool OnLeave { get; init; }

    /// <summary>On which pages.</summary>
    public PagePatterns Pages { get; init; } = PagePatterns.Everywhere;
}

/// <summary>Pages of a site by their paths, such as <c>/shop/*</c>; * stands for anything.</summary>
public sealed record PagePatterns
{
    public const int MaxPatterns = 30;
    public const int MaxCharacters = 200;

    public static readonly PagePatterns Everywhere = new();

    /// <summary>Only these; empty for every page.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Not these, whatever <see cref="Include"/> says.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public bool Equals(PagePatterns? other) => other is not null && Include.SequenceEqual(other.Include) && Exclude.SequenceEqual(other.Exclude);

    public override int GetHashCode() => HashCode.Combine(Include.Count, Exclude.Count);
}

/// <summary>What a visitor agrees to.</summary>
public sealed record ChatbotConsent
{
    private const int VersionCharacters = 12;

    // Asked for every message; settings are records that are never changed.
    private static readonly ConditionalWeakTable<ChatbotSettings, IReadOnlyList<string>> _versions = [];

    public required LocalText Text { get; init; }

    /// <summary>Where the privacy policy is, with https; null for nowhere.</summary>
    public LocalText? PolicyUrl { get; init; }

    /// <summary>What a visitor of a language reads, as a consent in that language alone.</summary>
    public ChatbotConsent In(string language, string first) => new() { Text = Text.In(language, first) ?? "", PolicyUrl = PolicyUrl?.In(language, first) };

    /// <summary>The version of each language's words. Agreement to one of them counts, whatever language the visitor reads later.</summary>
    /// <returns>Null when the chatbot asks for no consent.</returns>
    public static IReadOnlyList<string>? VersionsOrNull(ChatbotSettings settings) => settings.Behaviour.Consent is null ? null : _versions.GetValue(
        settings, static of => [.. of.Spoken.Select(language => of.Behaviour.Consent!.In(language, of.FirstLanguage).VersionOf()).Distinct(StringComparer.Ordinal)]);

    /// <summary>Changes with the words and the address: who agreed to other words is asked again. Of a consent in one language (<see cref="In"/>).</summary>
    public string VersionOf() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\n{PolicyUrl}")))[..VersionCharacters];
}
