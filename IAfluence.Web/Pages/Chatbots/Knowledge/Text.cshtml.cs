using IAfluence.Core.Knowledge;
using IAfluence.Web.Htmx;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Knowledge;

/// <summary>Edits a new or existing knowledge text.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class TextModel(
    ChatbotEditor editor, ChatbotNotices notices, KnowledgeService knowledge, IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words)
    : ChatbotPage(editor, notices)
{
    public const string NewText = "new";

    private const int KeyTries = 100;

    /// <summary>Null for a new text.</summary>
    public KnowledgeText? Text { get; private set; }

    [BindProperty]
    public KnowledgeTextForm Form { get; set; } = new();

    /// <summary>Whether another user has saved the text since it was read.</summary>
    public bool WasChanged { get; private set; }

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            var id = RouteData.Values["textId"] as string ?? "";
            if (id != NewText && (Text = await knowledge.FindOrNullAsync(Client.Id, Chatbot.Id, KnowledgeTextId.From(id), HttpContext.RequestAborted)) is null)
            {
                context.Result = NotFound();
                return new PageHandlerExecutedContext(PageContext, context.Filters, context.HandlerMethod, this) { Canceled = true };
            }

            return await next();
        });

    public void OnGet() => Form = Text is null
        ? new KnowledgeTextForm { Locale = Published.Settings.Locale }
        : new KnowledgeTextForm { Title = Text.Title, Text = Text.Text, Url = Text.Url, Locale = Text.Locale, Questions = Text.Questions, ReadVersion = Text.Version };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Check();
        if (!ModelState.IsValid)
            return this.PageOrFragment("_KnowledgeText", StatusCodes.Status422UnprocessableEntity);
        if (Text is not null && Form.ReadVersion != Text.Version && !Insist)
            return Changed();
        var key = Text?.Key ?? await FreeKeyAsync(ct);
        var saved = await knowledge.SaveAsync(
            Client.Id, Chatbot.Id, Form.ToDraft(key), ct);
        switch (saved.Result)
        {
            case KnowledgeSaveResult.UnknownChatbot:
                return NotFound();
            case KnowledgeSaveResult.Conflict:
                return Changed();
            case KnowledgeSaveResult.Invalid:
                ModelState.AddModelError("Form.Text", words["Field.not_valid", ""]);
                return this.PageOrFragment("_KnowledgeText", StatusCodes.Status422UnprocessableEntity);
            default:
                this.Tell(texts["Knowledge.Saved", saved.Text!.Title, saved.Text.PassageCount]);
                return Back("Index");
        }
    }

    private IActionResult Changed()
    {
        WasChanged = true;
        return this.PageOrFragment("_KnowledgeText", StatusCodes.Status422UnprocessableEntity);
    }

    private void Check()
    {
        foreach (var error in (Form.ToDraft("text") with { Locale = "fr" }).Check())
            Refuse($"Form.{error.Field}", true, error.Code, error.Argument);
        // The form offers two languages; the bootstrap file can state others.
        Refuse("Form.Locale", Form.Locale is not ("fr" or "en"), FieldErrors.NotValid, Form.Locale ?? "");
    }

    private void Refuse(string field, bool wrong, string code, object? argument = null)
    {
        if (wrong)
            ModelState.AddModelError(field, words[$"Field.{code}", argument ?? ""]);
    }

    private async Task<string> FreeKeyAsync(CancellationToken ct)
    {
        var stem = Core.Foundation.Keys.KeyOf(Form.Title!, "text");
        for (var attempt = 1; attempt <= KeyTries; attempt++)
        {
            var key = attempt == 1 ? stem : $"{stem}-{attempt}";
            if (await knowledge.FindByKeyOrNullAsync(Client.Id, Chatbot.Id, key, ct) is null)
                return key;
        }

        return $"{stem}-{Guid.NewGuid():N}"[..Core.Foundation.Keys.MaxKeyCharacters];
    }
}

/// <summary>The knowledge text form.</summary>
public sealed class KnowledgeTextForm
{
    public long ReadVersion { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? Url { get; set; }

    public string? Locale { get; set; }

    /// <summary>One question on each line.</summary>
    public string? Questions { get; set; }

    public KnowledgeDraft ToDraft(string key) => new(
        key, (Title ?? "").Trim(), (Text ?? "").ReplaceLineEndings("\n"), Url, Locale ?? "", Questions?.ReplaceLineEndings("\n"));
}
