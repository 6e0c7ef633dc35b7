using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap;

/// <summary>What the file says of the look of a chatbot's widget. A logo is no text: it is uploaded in the admin.</summary>
public sealed record BootstrapAppearance
{
    public Given<string> Color { get; init; }

    public Given<string?> ColorDark { get; init; }

    public Given<string> Side { get; init; }

    public Given<string> Theme { get; init; }

    public Given<string?> LauncherLabel { get; init; }

    public Given<string> Launcher { get; init; }

    public Given<string> LauncherSize { get; init; }

    public Given<string> PanelSize { get; init; }

    public Given<int> Radius { get; init; }

    public Given<string> Font { get; init; }

    public Given<string?> Css { get; init; }

    public ChatbotAppearance Onto(ChatbotAppearance before) => before with
    {
        Color = Color.Or(before.Color),
        ColorDark = ColorDark.Or(before.ColorDark),
        Side = Side.Or(before.Side),
        Theme = Theme.Or(before.Theme),
        LauncherLabel = LauncherLabel.Or(before.LauncherLabel),
        Launcher = Launcher.Or(before.Launcher),
        LauncherSize = LauncherSize.Or(before.LauncherSize),
        PanelSize = PanelSize.Or(before.PanelSize),
        Radius = Radius.Or(before.Radius),
        Font = Font.Or(before.Font),
        Css = Css.Or(before.Css),
    };
}

/// <summary>What the file says of how a chatbot's widget behaves. An invitation or a consent is taken as a whole.</summary>
public sealed record BootstrapBehaviour
{
    public Given<ChatbotInvitation?> Invitation { get; init; }

    public Given<PagePatterns> Pages { get; init; }

    public Given<bool> AiNotice { get; init; }

    public Given<string?> AiNoticeText { get; init; }

    public Given<ChatbotConsent?> Consent { get; init; }

    public ChatbotBehaviour Onto(ChatbotBehaviour before) => before with
    {
        Invitation = Invitation.Or(before.Invitation),
        Pages = Pages.Or(before.Pages),
        AiNotice = AiNotice.Or(before.AiNotice),
        AiNoticeText = AiNoticeText.Or(before.AiNoticeText),
        Consent = Consent.Or(before.Consent),
    };
}
