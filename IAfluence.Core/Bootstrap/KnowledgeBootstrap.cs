using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the knowledge texts of the bootstrap file.</summary>
public sealed class KnowledgeBootstrap(KnowledgeService service, AppliedObjects applied)
{
    private const int MaxTries = 5;

    private static readonly string[] _needed = ["title", "text"];

    internal async Task CheckAsync(ConfigurationObject item, Chatbot? chatbot, string chatbotLocale, Faults faults, CancellationToken ct)
    {
        if (applied.IsUnchanged(item))
            return;
        var stored = chatbot is null ? null : await service.FindByKeyOrNullAsync(chatbot.ClientId, chatbot.Id, item.Key, ct);
        string[] missing = stored is null ? [.. _needed.Where(name => !item.Said.ContainsKey(name))] : [];
        foreach (var name in missing)
            faults.AddRule($"{item.Path}.{name}", "is missing; a new text needs one.");
        foreach (var error in Merge(item, stored).ToDraft(chatbotLocale).Check().Where(error => !missing.Contains(error.Field, StringComparer.OrdinalIgnoreCase)))
        {
            if (error.Field == nameof(KnowledgeDraft.Locale))
                faults.AddRule($"{item.Path}.locale", $"'{Faults.Shown(error.Argument)}' is not a language code. Use one such as fr or en.");
            else
                faults.AddErrors(item, [error]);
        }
    }

    internal async Task ApplyAsync(ConfigurationObject item, Chatbot chatbot, string chatbotLocale, CancellationToken ct)
    {
        if (applied.IsUnchanged(item))
            return;
        for (var tries = 1; ; tries++)
        {
            var before = await service.FindByKeyOrNullAsync(chatbot.ClientId, chatbot.Id, item.Key, ct);
            var draft = Merge(item, before).ToDraft(chatbotLocale);
            var saved = await service.SaveAsync(chatbot.ClientId, chatbot.Id, draft, ct);
            if (saved.Result is KnowledgeSaveResult.Saved or KnowledgeSaveResult.Unchanged)
                break;
            if (saved.Result != KnowledgeSaveResult.Conflict || tries == MaxTries)
                throw FaultText.Refused(item, draft.Check());
        }

        await applied.RecordAsync(item);
    }

    private KnowledgeConfiguration Merge(ConfigurationObject item, KnowledgeText? stored)
    {
        JsonObject said = stored is null ? item.Said : applied.ChangesOf(item);
        return ConfigurationMerge.Onto(stored is null ? new KnowledgeConfiguration { Key = item.Key, Title = "", Text = "" } : KnowledgeConfiguration.Of(stored), said);
    }
}
