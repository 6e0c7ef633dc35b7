using IAfluence.Core.Chatbots;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Chatbots.Shared;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Appearance;

/// <summary>Edits the widget's appearance, with a preview of the form.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, ChatbotLogos logos, WidgetWording wording, IStringLocalizer<ChatbotsTexts> texts) : ChatbotPage(editor, notices)
{
    [BindProperty]
    public AppearanceForm Form { get; set; } = new();

    public WidgetDrawing Drawing => WidgetDrawing.Of(Edited, wording.Of(Client, Chatbot, Settings));

    public IReadOnlyList<ContrastNote> Notes => ContrastNotes.Of(Edited.Appearance, texts);

    /// <summary>Why the CSS cannot be saved; null when it can.</summary>
    public string? CssFault => Form.Css is { Length: <= AppearanceRules.MaxCssCharacters } css && PartStyles.Read(css, !Client.WithoutBrand) is { Fault: not null } read
        ? Appearance.CssFault.Describe(css, read, texts)
        : null;

    /// <summary>Whether only the preview is rendered.</summary>
    public bool IsDrawing { get; private set; }

    /// <summary>The path of the current logo; null when there is none.</summary>
    public string? LogoPath => wording.LogoPathOrNull(Chatbot, Settings);

    /// <summary>Why the chosen file cannot be used as the logo.</summary>
    public LogoFault LogoFault { get; private set; }

    /// <summary>The result of the last logo action; null when there was none.</summary>
    public (string Text, FlashTone Tone)? LogoNews { get; private set; }

    /// <summary>Whether the reason that saving or publishing failed concerns the logo, and is shown beside it instead of in the other form.</summary>
    public bool IsLogoRefused { get; private set; }

    public override bool HasNotes => !IsLogoRefused && base.HasNotes;

    public string CssExample => texts["Appearance.CssExample"].Value.ReplaceLineEndings("\n");

    private ChatbotSettings Edited => ChatbotRules.Tidy(Form.ApplyTo(Settings));

    public void OnGet() => Form = AppearanceForm.Of(Settings);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync("_ChatbotAppearance", Form.ApplyTo, ct);

    /// <summary>Renders the preview of the posted form with notes on colours and CSS. Nothing is saved.</summary>
    public IActionResult OnPostDrawing()
    {
        IsDrawing = true;
        ModelState.Clear();
        return this.Fragment("_AppearanceDrawing");
    }

    public async Task<IActionResult> OnGetLogoAsync(string id, CancellationToken ct)
    {
        if (await logos.FindOrNullAsync(Client.Id, Chatbot.Id, id, ct) is not var (contentType, bytes))
            return NotFound();
        Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return File(bytes, contentType);
    }

    public async Task<IActionResult> OnPostLogoAsync(IFormFile? logo, CancellationToken ct)
    {
        var bytes = Array.Empty<byte>();
        if (logo is { Length: <= LogoImage.MaxBytes })
        {
            using var buffer = new MemoryStream();
            await logo.CopyToAsync(buffer, ct);
            bytes = buffer.ToArray();
        }

        var (logoId, fault) = logo is { Length: > LogoImage.MaxBytes } ? (null, LogoFault.TooHeavy) : await logos.StoreAsync(Client.Id, Chatbot.Id, bytes, ct);
        if (logoId is not null)
            return await WearAsync(logoId, texts["Logo.Stored"], ct);
        ModelState.Clear();
        (Form, LogoFault) = (AppearanceForm.Of(Settings), fault);
        return this.PageOrFragment("_ChatbotLogo", StatusCodes.Status422UnprocessableEntity);
    }

    public Task<IActionResult> OnPostRemoveLogoAsync(CancellationToken ct) => WearAsync(null, texts["Logo.Removed"], ct);

    /// <summary>
    /// Saves the logo to the draft. With script, only the logo's region and the preview are replaced, so that unsaved input elsewhere on the page is
    /// kept.
    /// </summary>
    private async Task<IActionResult> WearAsync(string? logoId, string news, CancellationToken ct)
    {
        var beside = ReadStamp is not null;
        var saved = await Editor.SaveAsync(Chatbot.Id, null, read => read with { Appearance = read.Appearance with { LogoId = logoId } }, insist: true, ct);
        if (saved.Kind == SaveKind.Missing)
            return NotFound();
        var told = (Text: news, Tone: FlashTone.Success);
        if (saved.Value is not { } drafted)
        {
            ListErrors(saved.Errors);
        }
        else if (Publish)
        {
            var outcome = await Editor.PublishSavedAsync(drafted, Revision, ct);
            if (outcome.Kind == PublishKind.Missing || await Editor.OpenOrNullAsync(Chatbot.Id, ct) is not { } after)
                return NotFound();
            Show(after);
            if (outcome.Succeeded)
                told = Notices.Published(outcome, "Logo.Published");
            else
                Refusals = Notices.WhyNot(outcome, after);
        }
        else
        {
            KeepsSeen = drafted.HeldMoreThan(Revision ?? "");
            Show(drafted);
        }

        IsLogoRefused = Refusals.Count > 0 || Elsewhere.Count > 0;
        if (!Request.WantsFragment() && !IsLogoRefused)
        {
            this.Tell(told.Text, told.Tone);
            return Back();
        }

        LogoNews = IsLogoRefused ? null : told;
        // With script the other form is sent too, so that the preview still matches it.
        if (!beside)
            Form = AppearanceForm.Of(Settings);
        ModelState.Clear();
        return Respond("_LogoChanged", IsLogoRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>A choice among a setting's values, each with its label and shape.</summary>
    public ChoiceView Choice(string field, string? chosen, IReadOnlyList<string> values, string? hint = null) =>
        new($"Form.{field}", texts[$"Appearance.{field}"], chosen, [.. values.Select(value => new ChoiceOption(value, texts[$"{field}.{value}"]) { Path = Shapes.GetValueOrDefault($"{field}.{value}") })])
        {
            Hint = hint is null ? null : texts[hint].Value,
        };

    protected override void Refuse(IReadOnlyList<FieldError> errors)
    {
        Notices.AddErrors(
            ModelState,
            errors.Where(error => error.Code is not (FieldErrors.NotAPartStyle or FieldErrors.HidesBrand))
                .Select(error => error with { Field = error.Field.Replace("Appearance.", "", StringComparison.Ordinal) }),
            flat: false);
        if (errors.Count > 0 && CssFault is { } fault)
            ModelState.AddModelError("Form.Css", fault);
    }

    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["Launcher.round"] = "M14 3a11 11 0 1 1 0 22a11 11 0 0 1 0-22z",
        ["Launcher.square"] = "M7 3h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4h-14a4 4 0 0 1-4-4v-14a4 4 0 0 1 4-4z",
        ["Launcher.bar"] = "M7 8h14a6 6 0 0 1 0 12h-14a6 6 0 0 1 0-12z",
        ["LauncherSize.small"] = "M14 8.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z",
        ["LauncherSize.medium"] = "M14 6a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
        ["LauncherSize.large"] = "M14 3a11 11 0 1 1 0 22a11 11 0 0 1 0-22z",
        ["PanelSize.compact"] = "M11 10h6a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z",
        ["PanelSize.standard"] = "M9 6h10a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-12a2 2 0 0 1 2-2z",
        ["PanelSize.large"] = "M7 2h14a2 2 0 0 1 2 2v20a2 2 0 0 1-2 2h-14a2 2 0 0 1-2-2v-20a2 2 0 0 1 2-2z",
        ["Side.left"] = "M4 4h20v20h-20zM6 6v16h16v-16zM7.500 15h6v6h-6z",
        ["Side.right"] = "M4 4h20v20h-20zM6 6v16h16v-16zM14.500 15h6v6h-6z",
    };
}
