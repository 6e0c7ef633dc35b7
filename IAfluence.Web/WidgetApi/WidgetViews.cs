using IAfluence.Core.Chatbots;
using IAfluence.Core.Conversations;

namespace IAfluence.Web.WidgetApi;

/// <summary>Stored things as visitors see them: an allow-list by construction.</summary>
public static class WidgetViews
{
    public static WidgetConfiguration Of(ChatbotSettings settings, string locale) => new(
        settings.Name,
        settings.Greeting,
        locale,
        settings.Suggestions,
        new WidgetAppearance(settings.Appearance.Color, settings.Appearance.Side, settings.Appearance.Theme, settings.Appearance.LauncherLabel),
        new WidgetLimits(settings.Limits.MessageCharacters),
        AiNotice: true);

    public static IReadOnlyList<SourceView> Of(IReadOnlyList<MessageSource> sources) =>
        sources.Count == 0 ? [] : [.. sources.Select(source => new SourceView(source.Title, source.Url))];

    public static MessageView Of(Message message) => new(
        message.Id.Value,
        NameOf(message.Role),
        message.Text,
        message.At,
        message.FinishReason is { } reason ? NameOf(reason) : null,
        Of(message.Sources),
        message.Rating);

    /// <summary>One of the contract's reasons. A reply that broke off was cut, for a visitor; why is for the admin.</summary>
    public static string NameOf(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.Human => "human",
        _ => "cancelled",
    };

    public static string NameOf(ConversationState state) => state switch
    {
        ConversationState.Human => "human",
        ConversationState.Closed => "closed",
        _ => "open",
    };

    private static string NameOf(MessageRole role) => role switch
    {
        MessageRole.Visitor => "visitor",
        MessageRole.Agent => "agent",
        _ => "assistant",
    };
}
