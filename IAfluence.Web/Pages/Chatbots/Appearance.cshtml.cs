using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>How the widget looks, with a drawing of it that follows the form.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class AppearanceModel(ChatbotDesk desk) : ChatbotPage(desk)
{
    [BindProperty]
    public AppearanceForm Form { get; set; } = new();

    public WidgetDrawing Drawing => WidgetDrawing.Of(Form.ApplyTo(Version.Settings));

    public void OnGet() => Form = AppearanceForm.Of(Version);

    public Task<IActionResult> OnPostAsync(bool insist, CancellationToken ct) =>
        SaveAsync(Form.ReadNumber, insist, "_ChatbotAppearance", Form.ApplyTo, ct);

    /// <summary>The drawing of what the form holds, saved or not.</summary>
    public IActionResult OnGetDrawing([Bind(Prefix = nameof(Form))] AppearanceForm form)
    {
        Form = form;
        return this.Fragment("_WidgetDrawing");
    }
}

/// <summary>What the appearance's form sends.</summary>
public sealed class AppearanceForm
{
    public long ReadNumber { get; set; }

    public string? Color { get; set; }

    public string? Side { get; set; }

    public string? Theme { get; set; }

    public string? LauncherLabel { get; set; }

    public static AppearanceForm Of(ChatbotVersion version) => new()
    {
        ReadNumber = version.Number,
        Color = version.Settings.Appearance.Color,
        Side = version.Settings.Appearance.Side,
        Theme = version.Settings.Appearance.Theme,
        LauncherLabel = version.Settings.Appearance.LauncherLabel,
    };

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with
    {
        Appearance = read.Appearance with { Color = Color ?? "", Side = Side ?? "", Theme = Theme ?? "", LauncherLabel = LauncherLabel },
    };
}
