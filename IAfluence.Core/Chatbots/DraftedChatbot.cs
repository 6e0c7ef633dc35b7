namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot with its published version and its draft. The draft's changes are applied to the latest published version.</summary>
public sealed class DraftedChatbot
{
    private readonly ChatbotSettings _base;

    /// <param name="draft">Null when there are no edits.</param>
    /// <param name="basedOn">The settings that the draft is based on; null without a draft.</param>
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

    /// <summary>The draft revision before the save, empty for none; null when this is not the result of a save.</summary>
    public string? SavedOn { get; internal set; }

    /// <summary>The settings of a refused save that others changed after the editor read them; empty for any other outcome.</summary>
    public IReadOnlyList<ChatbotField> Overtaken { get; internal set; } = [];

    /// <summary>The settings to edit: the published settings with the draft's changes.</summary>
    public ChatbotSettings Settings { get; }

    /// <summary>The settings that differ from the published version; empty when there are no unpublished changes.</summary>
    public IReadOnlyList<ChatbotField> Changes { get; }

    /// <summary>Conflicts: settings that both the draft and a version published since have changed, to different values.</summary>
    public IReadOnlyList<ChatbotField> Contested { get; }

    public bool IsLive => Changes.Count == 0;

    /// <summary>
    /// The stamp that an editor's form sends back, so that a save can detect what the editor changed; see <see cref="SettingsStamp"/>.
    /// </summary>
    public string Stamp => SettingsStamp.Of(Settings);

    /// <summary>Whether the draft, before this save, contained changes after the revision that the user saw.</summary>
    public bool HeldMoreThan(string seen) => SavedOn is { Length: > 0 } before && before != seen;

    /// <summary>The draft with some fields copied from other settings.</summary>
    internal ChatbotDraft DraftWith(IReadOnlyList<ChatbotField> fields, ChatbotSettings from, string revision, UserId? by, DateTimeOffset at)
    {
        // The draft is rebased onto the published version, except for conflicts that this edit does not resolve; those must stay visible.
        var settings = ChatbotField.With(Settings, fields, from);
        var settled = ChatbotField.Completed(fields);
        List<ChatbotField> contested = [.. ChatbotField.Completed(Contested).Where(field => settled.All(edited => edited.Name != field.Name))];
        return contested.Count == 0
            ? NewDraft(Published.Number, null, settings, revision, by, at)
            : NewDraft(Draft!.BaseNumber, ChatbotField.With(Published.Settings, contested, _base), settings, revision, by, at);
    }

    /// <summary>The draft without its changes to some fields and to the fields that are set together with them.</summary>
    internal ChatbotDraft DraftWithout(IReadOnlyList<ChatbotField> fields, string revision, UserId? by, DateTimeOffset at) =>
        NewDraft(Draft!.BaseNumber, Draft.Base, ChatbotRules.Tidy(ChatbotField.With(Draft.Settings, ChatbotField.Completed(fields), _base)), revision, by, at);

    /// <summary>A copy with another draft.</summary>
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
