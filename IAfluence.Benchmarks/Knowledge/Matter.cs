using System.Text.Json;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>The texts of an invented organisation in one language, and what its visitors ask. Written before retrieval was tuned; the texts are free to use.</summary>
internal sealed record Matter(
    string Name,
    IReadOnlyList<MatterSection> Sections,
    IReadOnlyList<MatterQuestion> Questions,
    IReadOnlyList<UnanswerableQuestion> Unanswerable,
    IReadOnlyList<FollowUp> FollowUps)
{
    /// <summary>The matters in the order in which they are reported; the last was held out while the others were used for tuning.</summary>
    public static readonly IReadOnlyList<string> Keys = ["shop", "library", "software"];

    public static readonly IReadOnlyList<string> Languages = ["fr", "en"];

    public static Matter Load(string key, string language)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Knowledge", "Matters", $"{key}.{language}.json");
        return JsonSerializer.Deserialize<Matter>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new InvalidDataException(path);
    }
}

/// <summary>A section of a page.</summary>
/// <param name="Text">The page's title.</param>
/// <param name="Body">In Markdown.</param>
internal sealed record MatterSection(string Id, string Text, string Heading, string Body);

/// <summary>A question that one section answers.</summary>
/// <param name="Also">Sections that answer it as well.</param>
/// <param name="Style">sentence, keywords, phone or typo.</param>
internal sealed record MatterQuestion(string Question, string Section, IReadOnlyList<string> Also, string Style)
{
    public bool IsAnsweredBy(string section) => section == Section || Also.Contains(section);
}

/// <summary>A question that no section answers.</summary>
/// <param name="Kind">near: its subject is there, the fact is not; remote: nothing of it is.</param>
internal sealed record UnanswerableQuestion(string Question, string Kind, string? Nearest);

/// <summary>Two messages of one visitor; the second has a meaning only after the first.</summary>
internal sealed record FollowUp(string First, string FirstSection, string Second, string Section);
