using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>The drawing of one theme, <see cref="Width"/> by <see cref="Height"/>, from top to bottom.</summary>
public sealed record WidgetScene(WidgetColors Colors, string Font, bool Left, int Radius)
{
    public const int Width = 420;
    public const int Height = 540;
    private const int Margin = 20;
    private const int LineHeight = 18;
    private const double CharacterWidth = 6.9;

    public required Box Panel { get; init; }

    public required Box Launcher { get; init; }

    public int LauncherRadius { get; init; }

    /// <summary>The text beside or instead of the launcher's icon.</summary>
    public string? LauncherText { get; init; }

    public string Initial { get; init; } = "";

    public string? LogoUrl { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The AI notice; null when it is off.</summary>
    public DrawnBlock? Notice { get; init; }

    /// <summary>The texts above the message field, in order.</summary>
    public IReadOnlyList<DrawnBlock> Blocks { get; init; } = [];

    /// <summary>The consent, shown instead of the message field; null when it is off.</summary>
    public DrawnConsent? Consent { get; init; }

    public Box Field { get; init; }

    public string Placeholder { get; init; } = "";

    public string? Brand { get; init; }

    /// <summary>The invitation beside the launcher; null for none.</summary>
    public DrawnBlock? Invitation { get; init; }

    public static WidgetScene Of(ChatbotSettings settings, WidgetWords words, WidgetColors colors)
    {
        var look = settings.Appearance;
        var left = look.Side == "left";
        var size = look.LauncherSize switch { "small" => 48, "large" => 64, _ => 56 };
        var first = settings.FirstLanguage;
        var text = look.LauncherLabel?.In(first, first) is { } label && !string.IsNullOrWhiteSpace(label) ? DrawnText.Short(label, 24) : null;
        var launcherWidth = text is null ? size : size + 14 + (int)(text.Length * 8.3);
        var launcher = new Box(left ? Margin : Width - Margin - launcherWidth, Height - Margin - size, launcherWidth, size);
        var (panelWidth, panelHeight) = look.PanelSize switch { "compact" => (256, 328), "large" => (348, 420), _ => (300, 376) };
        var panel = new Box(left ? Margin : Width - Margin - panelWidth, launcher.Y - 14 - panelHeight, panelWidth, panelHeight);
        var notice = NoticeIn(panel, settings, words);
        var footer = (words.Brand is null ? 8 : 24) + (notice is null ? 0 : notice.Box.Height + 6);
        var field = new Box(panel.X + 12, panel.Bottom - footer - 40, panel.Width - 24, 40);
        var consent = settings.Behaviour.Consent is { } asked ? ConsentIn(panel, field, asked.Text.In(first, first) ?? "", words.Agree) : null;
        return new WidgetScene(colors, look.Font == "host" ? "Georgia, 'Times New Roman', serif" : "system-ui, sans-serif", left, Math.Clamp(look.Radius, 0, AppearanceRules.MaxRadius))
        {
            Panel = panel,
            Launcher = launcher,
            LauncherRadius = look.Launcher == "square" ? 16 : size / 2,
            LauncherText = text,
            Initial = DrawnText.Initial(settings.Name),
            LogoUrl = words.LogoUrl,
            Name = DrawnText.Short(settings.Name, (panelWidth - 110) / 8),
            Blocks = BlocksIn(panel, consent?.Box.Y ?? field.Y, settings),
            Notice = notice,
            Consent = consent,
            Field = field,
            Placeholder = DrawnText.Short(words.Placeholder, (panelWidth - 80) / 7),
            Brand = words.Brand,
            Invitation = settings.Behaviour.Invitation?.Text.In(first, first) is { } invitation ? InvitationBeside(launcher, left, invitation) : null,
        };
    }

    /// <summary>The notice is below the message field and above the vendor's name.</summary>
    private static DrawnBlock? NoticeIn(Box panel, ChatbotSettings settings, WidgetWords words)
    {
        if (!settings.Behaviour.AiNotice)
            return null;
        var lines = DrawnText.Lines(settings.Behaviour.AiNoticeText?.In(settings.FirstLanguage, settings.FirstLanguage) ?? words.AiNotice, (int)((panel.Width - 24) / 5.7), 3);
        var height = lines.Count * 14;
        return new DrawnBlock(DrawnKind.Notice, new Box(panel.X, panel.Bottom - (words.Brand is null ? 8 : 22) - height, panel.Width, height), lines);
    }

    private static List<DrawnBlock> BlocksIn(Box panel, int bottom, ChatbotSettings settings)
    {
        var blocks = new List<DrawnBlock>();
        var y = panel.Y + 66;
        var widest = panel.Width - 44;
        var language = settings.FirstLanguage;
        var suggestions = settings.Suggestions.In(language, language) ?? [];
        Add(DrawnKind.Reply, settings.Greeting.In(language, language) ?? "", panel.X + 14, widest, 4);
        if (suggestions is [var first, ..])
            Add(DrawnKind.Suggestion, first, panel.X + 14, widest, 1);
        if (suggestions is [_, var second, ..])
            Add(DrawnKind.Visitor, second, panel.X + 30, widest, 1);
        return blocks;

        void Add(DrawnKind kind, string text, int x, int width, int most)
        {
            var lines = DrawnText.Lines(text, (int)((width - 24) / CharacterWidth), most);
            var height = (lines.Count * LineHeight) + 16;
            if (lines.Count == 0 || y + height > bottom - 8)
                return;
            var own = Math.Min(width, 24 + (int)(lines.Max(line => line.Length) * (CharacterWidth + 0.6)));
            blocks.Add(new DrawnBlock(kind, new Box(kind == DrawnKind.Visitor ? panel.Right - 14 - own : x, y, own, height), lines));
            y += height + 8;
        }
    }

    private static DrawnConsent ConsentIn(Box panel, Box field, string text, string agree)
    {
        var lines = DrawnText.Lines(text, (int)((panel.Width - 52) / 6.4), 4);
        var height = (lines.Count * 16) + 62;
        var box = new Box(panel.X + 12, field.Bottom - height, panel.Width - 24, height);
        return new DrawnConsent(box, lines, new Box(box.X + 12, box.Bottom - 42, Math.Min(box.Width - 24, 36 + (agree.Length * 7)), 30), agree);
    }

    private static DrawnBlock InvitationBeside(Box launcher, bool left, string text)
    {
        var room = Width - (2 * Margin) - launcher.Width - 12;
        var lines = DrawnText.Lines(text, (int)((Math.Min(room, 240) - 24) / CharacterWidth), 3);
        var width = Math.Min(room, 26 + (int)(lines.Max(line => line.Length) * (CharacterWidth + 0.5)));
        var height = (lines.Count * LineHeight) + 16;
        var y = Math.Min(launcher.Y + ((launcher.Height - height) / 2), Height - 8 - height);
        return new DrawnBlock(DrawnKind.Invitation, new Box(left ? launcher.Right + 12 : launcher.X - 12 - width, y, width, height), lines);
    }
}

/// <summary>A rectangle in a drawing.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;
}

/// <summary>A text in a rectangle.</summary>
public sealed record DrawnBlock(DrawnKind Kind, Box Box, IReadOnlyList<string> Lines);

/// <summary>The consent text with its button.</summary>
public sealed record DrawnConsent(Box Box, IReadOnlyList<string> Lines, Box Button, string Agree);

public enum DrawnKind
{
    Notice,
    Reply,
    Suggestion,
    Visitor,
    Invitation,
}
