using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the knowledge texts of the bootstrap file.</summary>
public sealed class KnowledgeBootstrap(KnowledgeService service, AppliedObjects applied)
{
    private const int MaxTries = 5;
    private const int MaxLocaleCharacters = 10;

    public bool IsApplied(string chatbotAddress, BootstrapText text) => applied.Holds(AddressOf(chatbotAddress, text), text.Digest);

    public async Task CheckAsync(string chatbotAddress, Chatbot? chatbot, BootstrapText text, List<string> problems, CancellationToken ct)
    {
        if (IsApplied(chatbotAddress, text))
            return;
        var isNew = chatbot is null || await service.FindByKeyOrNullAsync(chatbot.ClientId, chatbot.Id, text.Key, ct) is null;
        Check(text.Title, "title", KnowledgeDraft.MaxTitleCharacters);
        Check(text.Text, "text", KnowledgeText.MaxCharacters);
        if (text.Locale.IsGiven && text.Locale.Value!.Length is < 2 or > MaxLocaleCharacters)
            problems.Add($"{text.Path}.locale: '{text.Locale.Value}' is no language; accepted is one such as fr or en.");

        void Check(Given<string> property, string name, int longest)
        {
            if (!property.IsGiven && isNew)
                problems.Add($"{text.Path}.{name}: is missing; a new text needs one.");
            if (property.IsGiven && string.IsNullOrWhiteSpace(property.Value))
                problems.Add($"{text.Path}.{name}: is empty; a value is needed.");
            if (property.Value?.Length > longest)
                problems.Add($"{text.Path}.{name}: is too long; accepted are at most {longest} characters.");
        }
    }

    public async Task ApplyAsync(string chatbotAddress, Chatbot chatbot, string chatbotLocale, BootstrapText text, CancellationToken ct)
    {
        if (IsApplied(chatbotAddress, text))
            return;
        for (var tries = 1; ; tries++)
        {
            var before = await service.FindByKeyOrNullAsync(chatbot.ClientId, chatbot.Id, text.Key, ct);
            var draft = new KnowledgeDraft(
                text.Key,
                text.Title.Or(before?.Title ?? ""),
                text.Text.Or(before?.Text ?? ""),
                text.Url.Or(before?.Url),
                text.Locale.Or(before?.Locale ?? chatbotLocale));
            var saved = await service.SaveAsync(chatbot.ClientId, chatbot.Id, draft, ct);
            if (saved.Result is KnowledgeSaveResult.Saved or KnowledgeSaveResult.Unchanged)
                break;
            if (saved.Result != KnowledgeSaveResult.Conflict || tries == MaxTries)
                throw new BootstrapException([$"{text.Path}: it could not be saved ({saved.Result}); start again."]);
        }

        await applied.RecordAsync(AddressOf(chatbotAddress, text), text.Digest);
    }

    private static string AddressOf(string chatbotAddress, BootstrapText text) => $"{chatbotAddress}/knowledge/{text.Key}";
}
