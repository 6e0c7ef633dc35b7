using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap;

/// <summary>Reads what the bootstrap file says of a chatbot's widget: <c>appearance</c>, <c>behaviour</c>, <c>contact</c>, <c>hours</c>.</summary>
internal static class WidgetReader
{
    public static BootstrapAppearance Appearance(ObjectReader parent)
    {
        var reader = parent.Object("appearance");
        var appearance = new BootstrapAppearance
        {
            Color = reader.Text("color"),
            ColorDark = reader.TextOrNull("colorDark"),
            Side = OneOf(reader, "side", AppearanceRules.Sides),
            Theme = OneOf(reader, "theme", AppearanceRules.Themes),
            LauncherLabel = reader.TextOrNull("launcherLabel"),
            Launcher = OneOf(reader, "launcher", AppearanceRules.Launchers),
            LauncherSize = OneOf(reader, "launcherSize", AppearanceRules.LauncherSizes),
            PanelSize = OneOf(reader, "panelSize", AppearanceRules.PanelSizes),
            Radius = reader.Whole("radius", 0, AppearanceRules.MaxRadius),
            Font = OneOf(reader, "font", AppearanceRules.Fonts),
            Css = reader.TextOrNull("css"),
        };
        reader.Finish();
        return appearance;
    }

    public static BootstrapBehaviour Behaviour(ObjectReader parent)
    {
        var reader = parent.Object("behaviour");
        var behaviour = new BootstrapBehaviour
        {
            Invitation = OrNull(reader, "invitation", Invitation),
            Pages = Pages(reader),
            AiNotice = reader.Flag("aiNotice"),
            AiNoticeText = reader.TextOrNull("aiNoticeText"),
            Consent = OrNull(reader, "consent", consent => new ChatbotConsent
            {
                Text = consent.Text("text").Or(""),
                PolicyUrl = consent.TextOrNull("policyUrl").Or(null),
            }),
        };
        reader.Finish();
        return behaviour;
    }

    public static Given<ChatbotContactForm?> Contact(ObjectReader parent) => OrNull(parent, "contact", reader => new ChatbotContactForm
    {
        SendTo = reader.TextOrNull("sendTo").Or(null),
        Name = OneOf(reader, "name", ContactField.All).Or(ContactField.Optional),
        Email = OneOf(reader, "email", ContactField.All).Or(ContactField.Required),
        Phone = OneOf(reader, "phone", ContactField.All).Or(ContactField.Off),
        Text = reader.TextOrNull("text").Or(null),
    });

    public static Given<ChatbotHours?> Hours(ObjectReader parent) => OrNull(parent, "hours", reader => new ChatbotHours
    {
        Intervals = [.. reader.Objects("intervals").Select(interval =>
        {
            var read = new OpenInterval(interval.Whole("day", 0, OpenInterval.LastDay).Or(0), interval.Text("from").Or("00:00"), interval.Text("to").Or("24:00"));
            interval.Finish();
            return read;
        })],
    });

    private static ChatbotInvitation Invitation(ObjectReader reader) => new()
    {
        Text = reader.Text("text").Or(""),
        AfterSeconds = reader.WholeOrNull("afterSeconds", 1, BehaviourRules.MaxInvitationSeconds).Or(null),
        OnLeave = reader.Flag("onLeave").Or(false),
        Pages = Pages(reader).Or(PagePatterns.Everywhere),
    };

    private static Given<PagePatterns> Pages(ObjectReader parent)
    {
        if (parent.Element.ValueKind != JsonValueKind.Object || !parent.HasAny("pages"))
        {
            _ = parent.Object("pages");
            return default;
        }

        var reader = parent.Object("pages");
        var pages = new PagePatterns { Include = reader.Texts("include").Or([]), Exclude = reader.Texts("exclude").Or([]) };
        reader.Finish();
        return pages;
    }

    private static Given<T?> OrNull<T>(ObjectReader parent, string name, Func<ObjectReader, T> read) where T : class
    {
        if (!parent.IsObject(name, out var given))
            return given ? new Given<T?>(null) : default;
        var reader = parent.Object(name);
        var value = read(reader);
        reader.Finish();
        return new Given<T?>(value);
    }

    private static Given<string> OneOf(ObjectReader reader, string name, IReadOnlyList<string> accepted) =>
        reader.OneOf(name, [.. accepted.Select(each => (each, each))]);
}
