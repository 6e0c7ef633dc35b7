namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// Composes a reply without a language model. It quotes the best passage, offers the nearest one when none answers, or says that nothing was
/// found. Messages without a question get replies of their own.
/// </summary>
internal static class PassageReply
{
    private const int MaxSeeAlso = 2;

    // A passage is named as well when its score is at least this share of the best one's.
    private const double SeeAlsoShare = 0.85;

    /// <summary>
    /// Composes the reply in Markdown. It begins with one of the <see cref="OutcomeMarks"/>, and cites a passage by its number in the retrieval,
    /// from 1.
    /// </summary>
    /// <param name="context">Null when the request came without a question, for example to test the model.</param>
    public static string Compose(ReplyContext? context)
    {
        context ??= new ReplyContext("", "", Retrieval.Nothing, "", HasHandover: false);
        var (locale, passages) = (context.Locale, context.Retrieval.Passages);

        // A visitor who was offered this passage chose it.
        if (IndexOfName(passages, context.Question) is >= 0 and var chosen)
            return Marked(OutcomeMarks.Answered, Quote(context, chosen));

        var answers = context.Retrieval.Band == RetrievalBand.Answers && passages.Count > 0;
        if (SmallTalk.FindOrNull(context.Question) is { } talk && (talk.IsCertain || !answers))
            return Marked(OutcomeMarks.SmallTalk, SmallTalkReply.Compose(talk.Kind, context));
        if (answers)
            return Marked(OutcomeMarks.Answered, Quote(context, 0) + SeeAlso(context));
        if (context.Retrieval.Band == RetrievalBand.Near && passages.Count > 0)
            return Marked(OutcomeMarks.Unsure, BuiltinTexts.Get(locale, "Near", MarkdownText.Escape(passages[0].Name), 1));

        var nothing = BuiltinTexts.Get(locale, "Nothing");
        return Marked(OutcomeMarks.Unanswered, context.HasHandover ? $"{nothing} {BuiltinTexts.GetWithMenu(locale, "AskPerson")}" : nothing);
    }

    private static string Marked(string mark, string reply) => mark + "\n" + reply;

    private static int IndexOfName(IReadOnlyList<RetrievedPassage> passages, string question)
    {
        for (var at = 0; at < passages.Count; at++)
        {
            if (string.Equals(passages[at].Name, question.Trim(), StringComparison.OrdinalIgnoreCase))
                return at;
        }

        return -1;
    }

    private static string Quote(ReplyContext context, int at)
    {
        var passage = context.Retrieval.Passages[at];
        var quote = MarkdownText.Cite(PassageExcerpt.Of(passage, context.Question), at + 1);
        return IsForeign(passage, context.Locale)
            ? $"{BuiltinTexts.Get(context.Locale, "Foreign", BuiltinTexts.NameOfLanguage(context.Locale, passage.Locale))}\n\n{quote}"
            : quote;
    }

    /// <summary>Names the other texts that answer nearly as well, each once.</summary>
    private static string SeeAlso(ReplyContext context)
    {
        var passages = context.Retrieval.Passages;
        var others = Enumerable.Range(1, passages.Count - 1)
            .Where(at => passages[at].Band == RetrievalBand.Answers && passages[at].Score >= SeeAlsoShare * passages[0].Score)
            .Where(at => passages[at].Name != passages[0].Name)
            .DistinctBy(at => passages[at].Name)
            .Take(MaxSeeAlso)
            .Select(at => $"{MarkdownText.Escape(passages[at].Name)} [{at + 1}]")
            .ToList();
        return others.Count == 0 ? "" : "\n\n" + BuiltinTexts.Get(context.Locale, "SeeAlso", string.Join(" · ", others));
    }

    private static bool IsForeign(RetrievedPassage passage, string locale) =>
        locale.Length > 0 && BuiltinTexts.LanguageOf(passage.Locale) != BuiltinTexts.LanguageOf(locale);
}
