using System.Globalization;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

/// <summary>Two real processes on one folder, and this one as the third.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private const int Writes = 400;

    private readonly TemporaryFolder _folder = new();
    private SqliteDocumentEngine _engine = null!;
    private ClientDocuments<Letter> _letters = null!;

    public async Task InitializeAsync()
    {
        _engine = new SqliteDocumentEngine(_folder.Path, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance);
        await _engine.PrepareAsync([Letter.Collection, DirectoryEntry.Collection], CancellationToken.None);
        _letters = new ClientDocuments<Letter>(_engine, Letter.Collection);
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task Counter_that_all_raise_misses_nothing_and_repeats_nothing()
    {
        using var one = new StoreWriterProcess(_folder.Path, "count", "one", Writes);
        using var two = new StoreWriterProcess(_folder.Path, "count", "two", Writes);
        await one.PrintedAsync(1);
        var update = new Update<Letter>().Increment(letter => letter.Count, 1);
        var own = new List<string>();
        for (var i = 0; i < Writes; i++)
        {
            var result = await _letters.Modify(DocumentStoreContract.Martin, StoreWriter.Counter, update, seed: DocumentStoreContract.NewLetter(StoreWriter.Counter.Value));
            own.Add(result.After!.Count.ToString(CultureInfo.InvariantCulture));
        }

        await one.EndedAsync();
        await two.EndedAsync();

        var seen = own.Concat(one.Lines).Concat(two.Lines).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, 3 * Writes), seen);
    }

    [Fact]
    public async Task Unique_key_goes_to_one_of_the_processes()
    {
        using var one = new StoreWriterProcess(_folder.Path, "claim", "one", Writes);
        using var two = new StoreWriterProcess(_folder.Path, "claim", "two", Writes);

        await one.EndedAsync();
        await two.EndedAsync();

        var won = one.Lines.Concat(two.Lines).Where(key => key.Length > 0).ToList();
        Assert.Equal(Writes, won.Count);
        Assert.Equal(Writes, won.Distinct().Count());
        Assert.Equal(Writes, await _letters.CountAsync(DocumentStoreContract.Martin, Filter<Letter>.All, CancellationToken.None));
    }

    [Fact]
    public async Task Acknowledged_write_of_another_process_is_read_at_once()
    {
        using var writer = new StoreWriterProcess(_folder.Path, "insert", "one", Writes);
        for (var seen = 0; seen < Writes; seen++)
        {
            await writer.PrintedAsync(1);
            Assert.True(writer.Lines.TryDequeue(out var id));
            Assert.NotNull(await _letters.FindOrNullAsync(DocumentStoreContract.Martin, new LetterId(id), CancellationToken.None));
        }

        await writer.EndedAsync();
    }

    [Fact]
    public async Task Killed_process_leaves_nothing_locked()
    {
        using var writer = new StoreWriterProcess(_folder.Path, "insert", "one", int.MaxValue);
        await writer.PrintedAsync(20);

        await writer.KillAsync();

        var insert = _letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("after"));
        Assert.Equal(InsertResult.Inserted, await insert.AsTask().WaitAsync(Eventually.Limit));
    }
}
