using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Chatbots.Shared;

namespace IAfluence.Web.Pages.Chatbots.Behaviour;

/// <summary>The behaviour form. Its parts have the names of Core's, so that errors match the fields.</summary>
public sealed class BehaviourForm
{
    public bool AiNotice { get; set; }

    public LocalFields AiNoticeText { get; set; } = new();

    public bool AsksConsent { get; set; }

    public ConsentFields Consent { get; set; } = new();

    public bool Invites { get; set; }

    public InvitationFields Invitation { get; set; } = new();

    public PagesFields Pages { get; set; } = new();

    public bool Images { get; set; }

    public static BehaviourForm Of(ChatbotSettings settings)
    {
        var behaviour = settings.Behaviour;
        return new()
        {
            AiNotice = behaviour.AiNotice,
            AiNoticeText = LocalFields.Of(behaviour.AiNoticeText, settings),
            AsksConsent = behaviour.Consent is not null,
            Consent = new()
            {
                Text = LocalFields.Of(behaviour.Consent?.Text, settings),
                PolicyUrl = LocalFields.Of(behaviour.Consent?.PolicyUrl, settings),
            },
            Invites = behaviour.Invitation is not null,
            Invitation = new()
            {
                Text = LocalFields.Of(behaviour.Invitation?.Text, settings),
                ByTime = behaviour.Invitation is null or { AfterSeconds: not null },
                AfterSeconds = behaviour.Invitation is null ? InvitationFields.UsualSeconds : behaviour.Invitation.AfterSeconds,
                OnLeave = behaviour.Invitation?.OnLeave ?? false,
                Pages = PagesFields.Of(behaviour.Invitation?.Pages ?? PagePatterns.Everywhere),
            },
            Pages = PagesFields.Of(behaviour.Pages),
            Images = settings.Images,
        };
    }

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with
    {
        Images = Images,
        Behaviour = read.Behaviour with
        {
            AiNotice = AiNotice,
            AiNoticeText = AiNotice ? AiNoticeText.ToText() : read.Behaviour.AiNoticeText,
            Consent = AsksConsent ? new ChatbotConsent { Text = Consent.Text.ToText(), PolicyUrl = Consent.PolicyUrl.ToText() } : null,
            Invitation = Invites
                ? new ChatbotInvitation
                {
                    Text = Invitation.Text.ToText(),
                    AfterSeconds = Invitation.ByTime ? Invitation.AfterSeconds : null,
                    OnLeave = Invitation.OnLeave,
                    Pages = Invitation.Pages.Patterns,
                }
                : null,
            Pages = Pages.Patterns,
        },
    };
}

public sealed class ConsentFields
{
    public LocalFields Text { get; set; } = new();

    public LocalFields PolicyUrl { get; set; } = new();
}

public sealed class InvitationFields
{
    public const int UsualSeconds = 15;

    public LocalFields Text { get; set; } = new();

    public bool ByTime { get; set; }

    public int? AfterSeconds { get; set; }

    public bool OnLeave { get; set; }

    public PagesFields Pages { get; set; } = new();
}

/// <summary>Page patterns, one on each line.</summary>
public sealed class PagesFields
{
    public string? Include { get; set; }

    public string? Exclude { get; set; }

    public PagePatterns Patterns => new() { Include = LinesOf(Include), Exclude = LinesOf(Exclude) };

    public static PagesFields Of(PagePatterns pages) => new() { Include = string.Join('\n', pages.Include), Exclude = string.Join('\n', pages.Exclude) };

    /// <summary>Accepts a complete address and uses its path.</summary>
    private static string[] LinesOf(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PagePath.Of)];
}
