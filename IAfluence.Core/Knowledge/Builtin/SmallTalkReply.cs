namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>Composes the reply to a message of small talk.</summary>
internal static class SmallTalkReply
{
    /// <summary>Composes the reply in Markdown, without a mark.</summary>
    public static string Compose(SmallTalkKind kind, ReplyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var locale = context.Locale;
        return kind switch
        {
            SmallTalkKind.Person when context.HasHandover => BuiltinTexts.GetWithMenu(locale, "Person.Handover"),
            SmallTalkKind.Person => BuiltinTexts.Get(locale, "Person.None") + BestText(context),
            SmallTalkKind.Identity => BuiltinTexts.Get(locale, "Identity", MarkdownText.Escape(context.ChatbotName)),
            SmallTalkKind.Complaint or SmallTalkKind.Abilities when context.HasHandover =>
                $"{BuiltinTexts.Get(locale, kind.ToString())} {BuiltinTexts.GetWithMenu(locale, "AskPerson")}",
            _ => BuiltinTexts.Get(locale, kind.ToString()),
        };
    }

    /// <summary>The knowledge may say how to reach someone in another way.</summary>
    private static string BestText(ReplyContext context) =>
        context.Retrieval is { Band: RetrievalBand.Answers, Passages: [var best, ..] }
            ? "\n\n" + BuiltinTexts.Get(context.Locale, "Person.SeeAlso", $"{MarkdownText.Escape(best.Name)} [1]")
            : "";
}
