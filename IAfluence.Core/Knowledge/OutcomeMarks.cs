namespace IAfluence.Core.Knowledge;

/// <summary>
/// The marks with which a model begins its reply to say what the reply does. They are removed from the stream before anyone sees them. The
/// built-in model writes them as well.
/// </summary>
public static class OutcomeMarks
{
    public const string Answered = "[[answered]]";
    public const string Unsure = "[[unsure]]";
    public const string Unanswered = "[[unanswered]]";
    public const string SmallTalk = "[[smalltalk]]";

    public static readonly IReadOnlyDictionary<string, ReplyOutcome> All = new Dictionary<string, ReplyOutcome>(StringComparer.Ordinal)
    {
        [Answered] = ReplyOutcome.Answered,
        [Unsure] = ReplyOutcome.Unsure,
        [Unanswered] = ReplyOutcome.Unanswered,
        [SmallTalk] = ReplyOutcome.SmallTalk,
    };
}
