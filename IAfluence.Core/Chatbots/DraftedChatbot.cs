namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot with its published version and what is edited of it. The draft's own changes are put onto the published version, whichever was published since.</summary>
public sealed class DraftedChatbot
{
    private readonly ChatbotSettings _base;

    /// <param name="published">Its published version.</param>
    /// <param name="draft">Null when nothing is edited.</param>
    /// <param name="basedOn">The settings of the version that the draft was based on; null without a draft.</param>
    internal DraftedChatbot(Chatbot chatbot, ChatbotVersion published, ChatbotDraft? draft, ChatbotSettings? basedOn)
    {
        (Chatbot, Published, Draft, _base) = (chatbot, published, draft, basedOn ?? published.Settings);
        Settings = draft is null ? published.Settings : ChatbotField.Merge(_base, draft.Settings, published.Settings);
        var changed = draft is null ? [] : ChatbotField.Changed(published.Settings, Settings);
        Changes = ChatbotField.Choices(changed, changed);
        Contested = draft is null ? [] : ChatbotField.Choices(ChatbotField.Contested(_base, draft.Settings, published.Settings), changed);
    }

    public Chatbot Chatbot { get; }

    public ChatbotVersion Published { get; }

    public ChatbotDraft? Draft { get; }

    /// <summary>The revision of the draft; empty without one.</summary>
    public string Revision => Draft?.Revision ?? "";

    /// <summary>The revision of the draft that a save was made on, empty for none; null when this is not the outcome of a save.</summary>
    public string? SavedOn { get; internal set; }

    /// <summary>The settings of a refused save that others have changed since its editor read them; empty for any other outcome.</summary>
    public IReadOnlyList<ChatbotField> Overtaken { get; internal set; } = [];

    /// <summary>What an editor goes on from: the published settings with the draft's own changes.</summary>
    public ChatbotSettings Settings { get; }

    /// <summary>The settings that differ from the published version; empty when what is edited is live.</summary>
    public IReadOnlyList<ChatbotField> Changes { get; }

    /// <summary>The settings that the draft changes and that a version published since has changed to something else.</summary>
    public IReadOnlyList<ChatbotField> Contested { get; }

    public bool IsLive => Changes.Count == 0;

    /// <summary>What an editor's form sends back, so that a save can tell what the editor changed; see <see cref="SettingsStamp"/>.</summary>
    public string Stamp => SettingsStamp.Of(Settings);

    /// <summary>Whether the draft, before the save that led here, held changes of a revision other than the one that the person saw.</summary>
    public bool HeldMoreThan(string seen) => SavedOn is { Length: > 0 } before && before != seen;

    /// <summary>The draft with some fields of other settings.</summary>
    internal ChatbotDraft DraftWith(IReadOnlyList<ChatbotField> fields, ChatbotSettings from, string revision, UserId? by, DateTimeOffset at)
    {
        // The draft moves onto the published version, but for conflicts that this edit does not settle: those must stay visible.
        var settings = ChatbotField.With(Settings, fields, from);
        var settled = ChatbotField.Completed(fields);
        List<ChatbotField> contested = [.. ChatbotField.Completed(Contested).Where(field => settled.All(edited => edited.Name != field.Name))];
        return contested.Count == 0
            ? NewDraft(Published.Number, null, settings, revision, by, at)
            : NewDraft(Draft!.BaseNumber, ChatbotField.With(Published.Settings, contested, _base), settings, revision, by, at);
    }

    /// <summary>The draft without its own changes of some fields, and of those that one choice sets together with them.</summary>
    internal ChatbotDraft DraftWithout(IReadOnlyList<ChatbotField> fields, string revision, UserId? by, DateTimeOffset at) =>
        NewDraft(Draft!.BaseNumber, Draft.Base, ChatbotRules.Tidy(ChatbotField.With(Draft.Settings, ChatbotField.Completed(fields), _base)), revision, by, at);

    /// <summary>The same chatbot with another draft.</summary>
    internal DraftedChatbot With(ChatbotDraft draft) => new(Chatbot, Published, draft, draft.Base ?? (draft.BaseNumber == Published.Number ? Published.Settings : _base));

    private ChatbotDraft NewDraft(long baseNumber, ChatbotSettings? basedOn, ChatbotSettings settings, string revision, UserId? by, DateTimeOffset at) => new()
    {
        Id = Chatbot.Id,
        ClientId = Chatbot.ClientId,
        BaseNumber = baseNumber,
        Base = basedOn,
        Settings = settings,
        Revision = revision,
        ChangedBy = by,
        ChangedAt = at,
    };
}
