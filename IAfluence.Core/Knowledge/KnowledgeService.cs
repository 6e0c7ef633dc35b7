using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>Stores the knowledge texts of chatbots. The passages of a text are derived from it and replaced with it.</summary>
public sealed class KnowledgeService(
    ClientDocuments<KnowledgeText> texts,
    ClientDocuments<Passage> passages,
    ClientDocuments<PassageVector> vectors,
    ClientDocuments<Chatbot> chatbots,
    WakeSignal<PassageIndexing> indexing,
    TimeProvider time)
{
    /// <summary>Inserts the text, or replaces the one with the same key, with all its passages.</summary>
    public async Task<KnowledgeSaved> SaveAsync(ClientId clientId, ChatbotId chatbotId, KnowledgeDraft draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Check().Count > 0)
            return new KnowledgeSaved(KnowledgeSaveResult.Invalid, null);
        if (await chatbots.FindOrNullAsync(clientId, chatbotId, ct) is not { DeletingSince: null })
            return new KnowledgeSaved(KnowledgeSaveResult.UnknownChatbot, null);

        var existing = await FindByKeyOrNullAsync(clientId, chatbotId, draft.Key, ct);
        var cut = PassageSplitter.Split(draft.Text);
        var text = new KnowledgeText
        {
            Id = existing?.Id ?? NewId.Of<KnowledgeTextId>(time),
            Version = existing?.Version ?? 0,
            ClientId = clientId,
            ChatbotId = chatbotId,
            Key = draft.Key,
            Title = draft.Title.Trim(),
            TitleSortKey = SortKeys.Of(draft.Title),
            Text = draft.Text,
            Url = string.IsNullOrWhiteSpace(draft.Url) ? null : draft.Url.Trim(),
            Locale = draft.Locale,
            Questions = draft.QuestionList() is { Count: > 0 } questions ? string.Join('\n', questions) : null,
            PassageCount = cut.Count,
            PassageFormat = PassageBuilder.Format,
            UpdatedAt = time.GetUtcNow(),
        };
        if (existing is not null && text with { Version = existing.Version, UpdatedAt = existing.UpdatedAt } == existing)
            return new KnowledgeSaved(KnowledgeSaveResult.Unchanged, existing);

        // The text is the deciding write of the group: after a conflict, its passages are not written either.
        var group = texts.NewGroup();
        var applied = existing is null
            ? WasInserted(texts.Insert(clientId, text, group))
            : WasReplaced(texts.Replace(clientId, text, group));
        DeletePassages(clientId, text.Id, group);
        foreach (var part in cut)
            _ = passages.Insert(clientId, PassageBuilder.Build(text, part), group);
        var version = RaiseKnowledgeVersion(clientId, chatbotId, group);
        group.Submit();

        if (!await applied)
            return new KnowledgeSaved(KnowledgeSaveResult.Conflict, null);
        await version;
        indexing.Set();
        return new KnowledgeSaved(KnowledgeSaveResult.Saved, text);
    }

    /// <summary>Makes the passages of a text again, where the product makes them in another way than when it was saved.</summary>
    public async Task RemakePassagesAsync(KnowledgeText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = PassageSplitter.Split(text.Text);
        var group = texts.NewGroup();
        var applied = texts.Modify(
            text.ClientId,
            text.Id,
            new Update<KnowledgeText>().Set(stored => stored.PassageFormat, PassageBuilder.Format).Set(stored => stored.PassageCount, cut.Count),
            Filter<KnowledgeText>.Eq(stored => stored.Version, text.Version),
            group: group);
        DeletePassages(text.ClientId, text.Id, group);
        foreach (var part in cut)
            _ = passages.Insert(text.ClientId, PassageBuilder.Build(text, part), group);
        group.Submit();
        await applied;
    }

    /// <summary>Deletes a text with its passages.</summary>
    /// <returns>False when this chatbot has no such text.</returns>
    public async Task<bool> DeleteAsync(ClientId clientId, ChatbotId chatbotId, KnowledgeTextId textId, CancellationToken ct)
    {
        if (await FindOrNullAsync(clientId, chatbotId, textId, ct) is null)
            return false;

        // The passages are deleted first, so that a deleted text is never found by a search, even after a crash between the two writes.
        var group = texts.NewGroup();
        DeletePassages(clientId, textId, group);
        _ = texts.Delete(clientId, textId, group);
        var version = RaiseKnowledgeVersion(clientId, chatbotId, group);
        group.Submit();
        await version;
        return true;
    }

    /// <summary>Lists the texts of a chatbot by title.</summary>
    /// <param name="after">The cursor of the previous page; null for the first page.</param>
    public Task<DocumentPage<KnowledgeText>> ListAsync(ClientId clientId, ChatbotId chatbotId, string? after, CancellationToken ct) =>
        texts.ListAsync(
            clientId,
            DocumentQuery<KnowledgeText>.Where(Filter<KnowledgeText>.Eq(text => text.ChatbotId, chatbotId)).By(text => text.TitleSortKey).StartAfter(after),
            ct);

    public async Task<KnowledgeText?> FindOrNullAsync(ClientId clientId, ChatbotId chatbotId, KnowledgeTextId textId, CancellationToken ct)
    {
        var text = await texts.FindOrNullAsync(clientId, textId, ct);
        return text?.ChatbotId == chatbotId ? text : null;
    }

    public Task<KnowledgeText?> FindByKeyOrNullAsync(ClientId clientId, ChatbotId chatbotId, string key, CancellationToken ct) =>
        texts.FirstOrNullAsync(
            clientId,
            DocumentQuery<KnowledgeText>.Where(
                Filter<KnowledgeText>.Eq(text => text.ChatbotId, chatbotId) & Filter<KnowledgeText>.Eq(text => text.Key, key)),
            ct);

    private void DeletePassages(ClientId clientId, KnowledgeTextId textId, WriteGroup group)
    {
        _ = passages.DeleteWhere(clientId, Filter<Passage>.Eq(passage => passage.TextId, textId), group);
        _ = vectors.DeleteWhere(clientId, Filter<PassageVector>.Eq(vector => vector.TextId, textId), group);
    }

    private static async Task<bool> WasInserted(Write<InsertResult> write) => await write == InsertResult.Inserted;

    private static async Task<bool> WasReplaced(Write<PutResult> write) => await write == PutResult.Replaced;

    private Write<ModifyResult<Chatbot>> RaiseKnowledgeVersion(ClientId clientId, ChatbotId chatbotId, WriteGroup group) =>
        chatbots.Modify(clientId, chatbotId, new Update<Chatbot>().Increment(chatbot => chatbot.KnowledgeVersion, 1), group: group);
}
