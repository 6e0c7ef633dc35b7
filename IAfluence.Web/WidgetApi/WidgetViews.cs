using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Web.WidgetApi;

/// <summary>Converts stored documents to the records that visitors see, which contain only allowed data.</summary>
public static class WidgetViews
{
    /// <param name="key">The public key in the request.</param>
    /// <param name="locale">The visitor's language.</param>
    /// <param name="color">The page's own accent, as #rrggbb, instead of the chatbot's; null for none.</param>
    /// <param name="now">The time for the opening hours.</param>
    public static WidgetConfiguration Of(PublishedChatbot chatbot, string key, string locale, string? color, DateTimeOffset now)
    {
        var (settings, behaviour) = (chatbot.Settings, chatbot.Settings.Behaviour);
        var first = settings.FirstLanguage;
        return new WidgetConfiguration(
            settings.Name,
            settings.Greeting.In(locale, first) ?? "",
            locale,
            VisitorLanguages.DirectionOf(locale),
            settings.Suggestions.In(locale, first) ?? [],
            Of(settings.Appearance, settings.Appearance.LauncherLabel?.In(locale, first), key, color, brand: !chatbot.Client.WithoutBrand),
            new WidgetLimits(settings.Limits.MessageCharacters),
            behaviour.AiNotice ? behaviour.AiNoticeText?.In(locale, first) ?? VisitorTexts.Text(locale, "ai_notice", settings) : null,
            behaviour.Consent is { } consent ? Of(consent, settings, locale) : null,
            settings.Contact is { } form ? new ContactFormView(form.Name, form.Email, form.Phone, form.Text?.In(locale, first)) : null,
            settings.Handover,
            OfHoursOrNull(chatbot, locale, now),
            behaviour.Invitation is { } invitation
                ? new InvitationView(invitation.Text.In(locale, first) ?? "", invitation.AfterSeconds, invitation.OnLeave, invitation.Pages.ToScript())
                : null,
            behaviour.Pages.ToScript(),
            settings.Images,
            VisitorLanguages.WidgetTexts(locale, settings));
    }

    private static ConsentView Of(ChatbotConsent consent, ChatbotSettings settings, string locale)
    {
        var read = consent.In(locale, settings.FirstLanguage);
        return new ConsentView(read.VersionOf(), ChatbotConsent.VersionsOrNull(settings)!, read.Text.ToString(), read.PolicyUrl?.ToString());
    }

    /// <summary>Whether the team is available; null when the chatbot has no hours.</summary>
    public static HoursView? OfHoursOrNull(PublishedChatbot chatbot, string locale, DateTimeOffset now)
    {
        if (chatbot.Settings.Hours is not { } hours)
            return null;
        var local = chatbot.Client.LocalTime(now);
        var standing = hours.StandingAt(local);
        return new HoursView(standing.Open, VisitorTexts.OfHours(standing, local, locale));
    }

    private static WidgetAppearance Of(ChatbotAppearance look, string? launcherLabel, string key, string? color, bool brand) => new(
        look.Color, look.ColorDark, WidgetSizes.Of(look), WidgetPalette.Light(color ?? look.Color), WidgetPalette.Dark(color ?? look.ColorDark ?? look.Color), look.Side, look.Theme, launcherLabel, look.Launcher, look.Font,
        look.LogoId is { } logo ? $"{WidgetCors.Api}/chatbots/{key}/logo/{logo}" : null,
        look.Css is { } css ? PartStyles.Read(css, brand).Css : null,
        brand);

    public static IReadOnlyList<SourceView> Of(IReadOnlyList<MessageSource> sources) =>
        sources.Count == 0 ? [] : [.. sources.Select(source => new SourceView(source.Title, source.Url))];

    public static MessageView Of(Message message) => new(
        message.Id.Value,
        NameOf(message.Role),
        message.Text,
        message.At,
        message.FinishReason is { } reason ? NameOf(reason) : null,
        Of(message.Sources),
        message.Rating,
        NameOf(message.Outcome),
        message.Suggestions);

    /// <summary>The contract's finish reason. Interrupted replies are "cancelled" for visitors; the admin shows the cause.</summary>
    public static string NameOf(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.Length => "length",
        FinishReason.Human => "human",
        _ => "cancelled",
    };

    /// <summary>The contract's word for an outcome; null for null.</summary>
    public static string? NameOf(ReplyOutcome? outcome) => outcome switch
    {
        ReplyOutcome.Answered => "answered",
        ReplyOutcome.Unsure => "unsure",
        ReplyOutcome.Unanswered => "unanswered",
        ReplyOutcome.Refused => "refused",
        ReplyOutcome.Failed => "failed",
        ReplyOutcome.SmallTalk => "small_talk",
        _ => null,
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
