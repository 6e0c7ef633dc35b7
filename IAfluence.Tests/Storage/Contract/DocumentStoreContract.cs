using IAfluence.Core.Storage;

namespace IAfluence.Tests.Storage.Contract;

/// <summary>Every promise of storage, once. An engine's tests inherit it and say how the engine is made.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    internal static readonly ClientId Martin = new("martin");
    protected static readonly ClientId Dupont = new("dupont");
    protected static readonly CancellationToken None = CancellationToken.None;

    private IDocumentEngine _engine = null!;

    private protected StoppedTime Time { get; } = new();

    private protected ClientDocuments<Letter> Letters { get; private set; } = null!;

    private protected PlatformDocuments<Stamp> Stamps { get; private set; } = null!;

    /// <summary>Makes the engine over an empty store of its own.</summary>
    protected abstract IDocumentEngine CreateEngine(TimeProvider time);

    public virtual async Task InitializeAsync()
    {
        _engine = CreateEngine(Time);
        await _engine.PrepareAsync([Letter.Collection, Stamp.Collection, DirectoryEntry.Collection], None);
        Letters = new ClientDocuments<Letter>(_engine, Letter.Collection);
        Stamps = new PlatformDocuments<Stamp>(_engine, Stamp.Collection);
    }

    public virtual async Task DisposeAsync() => await _engine.DisposeAsync();

    internal static Letter NewLetter(string id, ClientId? client = null) => new() { Id = new LetterId(id), ClientId = client ?? Martin };

    private async Task<Letter> StoredAsync(Letter letter)
    {
        Assert.Equal(InsertResult.Inserted, await Letters.Insert(letter.ClientId, letter));
        return (await Letters.FindOrNullAsync(letter.ClientId, letter.Id, None))!;
    }

    private async Task StoreAsync(params IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
            Assert.Equal(InsertResult.Inserted, await Letters.Insert(letter.ClientId, letter));
    }

    private async Task<string[]> IdsAsync(Filter<Letter> filter) =>
        [.. (await Letters.ListAsync(Martin, DocumentQuery<Letter>.Where(filter), None)).Items.Select(letter => letter.Id.Value)];
}
