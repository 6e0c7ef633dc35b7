using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Cleaning;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>How the text of a reply ended.</summary>
/// <param name="HasText">Whether visitors see any text.</param>
/// <param name="Finish">Null when the reply failed.</param>
/// <param name="RefusedBy">Who refused to answer, when that ended the reply; otherwise null.</param>
/// <param name="Marked">The outcome that the model marked; null when it wrote no mark.</param>
public readonly record struct ReplyEnd(bool HasText, FinishReason? Finish, RefusedBy? RefusedBy, ReplyOutcome? Marked);

/// <summary>What a reply did for its question, and what it cites.</summary>
public sealed record ReplyResult(ReplyOutcome Outcome, OutcomeReason Reason)
{
    private const int MaxSuggestions = 3;
    private const int MaxSuggestionCharacters = 80;

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    public IReadOnlyList<PassageId> Passages { get; init; } = [];

    /// <summary>What the visitor may have meant; empty unless the reply is unsure.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>Decides the result of a reply.</summary>
    /// <param name="cited">The citations of its text.</param>
    public static ReplyResult Of(ReplyGrounds grounds, ReplyEnd end, CitationNumbers cited)
    {
        var (outcome, reason) = Decide(grounds, end);
        if (!end.HasText)
            return new ReplyResult(outcome, reason);
        if (grounds.Known is { } known)
            return known with { Outcome = outcome, Reason = reason };
        return new ReplyResult(outcome, reason)
        {
            Sources = cited.Sources,
            Passages = cited.Cited,
            Suggestions = outcome == ReplyOutcome.Unsure ? SuggestionsOf(grounds) : [],
        };
    }

    /// <summary>Decides what a reply did: a refusal or a failure first, then the mark of the model, and without a mark the score of the passages.</summary>
    public static (ReplyOutcome Outcome, OutcomeReason Reason) Decide(ReplyGrounds grounds, ReplyEnd end)
    {
        if (end.RefusedBy is { } who)
            return (ReplyOutcome.Refused, who == RefusedBy.Model ? OutcomeReason.Model : OutcomeReason.Provider);
        if (end.Finish is null)
            return (ReplyOutcome.Failed, OutcomeReason.Error);
        if (!end.HasText)
            return (ReplyOutcome.Failed, end.Finish == FinishReason.Cancelled ? OutcomeReason.Cancelled : OutcomeReason.Error);
        if (grounds.Known is { } known)
            return (known.Outcome, known.Reason);
        if (end.Marked is { } marked)
            return (marked, OutcomeReason.Mark);
        if (IsSmallTalk(grounds))
            return (ReplyOutcome.SmallTalk, OutcomeReason.Words);
        return (grounds.Retrieval.Band switch
        {
            RetrievalBand.Answers => ReplyOutcome.Answered,
            RetrievalBand.Near => ReplyOutcome.Unsure,
            _ => ReplyOutcome.Unanswered,
        }, OutcomeReason.Score);
    }

    // A question mark without a word to search, as in "why?", asks about what was said before, if that is found again.
    private static bool IsSmallTalk(ReplyGrounds grounds) =>
        grounds.Question is { HasWords: false } question
        && (grounds.Retrieval.Band == RetrievalBand.Nothing || question.Text.AsSpan().IndexOfAny('?', '؟') < 0);

    /// <summary>The names of the passages that are near, those in the visitor's language first.</summary>
    private static IReadOnlyList<string> SuggestionsOf(ReplyGrounds grounds) =>
    [
        .. grounds.Retrieval.Passages
            .Where(passage => passage.Band != RetrievalBand.Nothing)
            .OrderBy(passage => grounds.Question?.Locale is { } locale && !IsSameLanguage(passage.Locale, locale))
            .Select(SuggestionOf)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxSuggestions),
    ];

    private static string SuggestionOf(RetrievedPassage passage)
    {
        var heading = passage.Headings is [.., var last] && last != passage.Title ? last : null;
        var name = heading is null ? passage.Title : $"{passage.Title} › {heading}";
        return name.Length <= MaxSuggestionCharacters ? name : TextCut.At(heading ?? passage.Title, MaxSuggestionCharacters);
    }

    private static bool IsSameLanguage(string one, string other) =>
        string.Equals(one.Split('-')[0], other.Split('-')[0], StringComparison.OrdinalIgnoreCase);
}
