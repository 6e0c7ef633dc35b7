using System.Diagnostics;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CollectionDefinition<Letter> Plain = new("letters");

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("iafluence-").FullName, "data");

    private string File => Path.Combine(_folder, SqliteDocumentEngine.FileName);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private async Task<SqliteDocumentEngine> OpenAsync(CollectionDefinition collection, TimeSpan? patience = null)
    {
        var engine = new SqliteDocumentEngine(_folder, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance)
        {
            LockTimeout = patience ?? TimeSpan.FromSeconds(10),
        };
        await engine.PrepareAsync([collection, DirectoryEntry.Collection], None);
        return engine;
    }

    [Fact]
    public async Task Flush_waits_for_the_disk()
    {
        await using var engine = await OpenAsync(Plain);

        Assert.Equal((2L, "wal"), engine.WriterSettings);
    }

    [Fact]
    public async Task Folder_and_files_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var engine = await OpenAsync(Plain);
        await new ClientDocuments<Letter>(engine, Plain).Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_folder));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
        foreach (var file in Directory.GetFiles(_folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Declarations_added_later_cover_what_is_already_there()
    {
        await using (var before = await OpenAsync(Plain))
        {
            var letters = new ClientDocuments<Letter>(before, Plain);
            await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a") with { Key = "k", Scope = "s", Terms = ["mot"] });
            await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("b") with { ExpiresAt = DateTimeOffset.UnixEpoch });
        }

        await using var after = await OpenAsync(Letter.Collection);
        var now = new ClientDocuments<Letter>(after, Letter.Collection);

        Assert.Equal(InsertResult.KeyTaken, await now.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("c") with { Key = "k" }));
        Assert.Single((await now.SearchAsync(DocumentStoreContract.Martin, new TextQuery("s", ["mot"], 5), None)).Hits);
        Assert.Null(await now.FindOrNullAsync(DocumentStoreContract.Martin, new LetterId("b"), None));
    }

    [Fact]
    public async Task Index_that_is_declared_no_more_binds_no_more()
    {
        await using (var before = await OpenAsync(Letter.Collection))
            await new ClientDocuments<Letter>(before, Letter.Collection).Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a") with { Key = "k" });

        await using var after = await OpenAsync(Plain);

        var again = new ClientDocuments<Letter>(after, Plain).Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("b") with { Key = "k" });
        Assert.Equal(InsertResult.Inserted, await again);
    }

    [Fact]
    public async Task Unique_index_over_documents_that_break_it_stops_the_start_and_changes_nothing()
    {
        await using (var before = await OpenAsync(Plain))
        {
            var letters = new ClientDocuments<Letter>(before, Plain);
            await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a") with { Key = "k" });
            await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("b") with { Key = "k" });
        }

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(Letter.Collection));

        Assert.Contains("letters", error.InnerException!.Message, StringComparison.Ordinal);
        await using var after = await OpenAsync(Plain);
        Assert.Equal(2, await after.CountAsync(Plain, DocumentStoreContract.Martin, Filter<Letter>.All, None));
    }

    [Fact]
    public async Task Database_of_a_newer_version_stops_the_start_and_says_so()
    {
        await (await OpenAsync(Plain)).DisposeAsync();
        using (var connection = SqliteHandle.Open(File, forWriting: true))
            connection.Execute($"PRAGMA user_version={SqliteSchema.Version + 1}");

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(Plain));

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_database_stops_the_start()
    {
        Directory.CreateDirectory(_folder);
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(Plain));
    }

    [Fact]
    public async Task Write_behind_a_lock_that_stays_fails_after_a_while_and_the_next_one_goes_through()
    {
        await using var engine = await OpenAsync(Plain, TimeSpan.FromMilliseconds(200));
        var letters = new ClientDocuments<Letter>(engine, Plain);
        using var other = SqliteHandle.Open(File, forWriting: true);
        other.Execute("BEGIN IMMEDIATE");
        var start = Stopwatch.GetTimestamp();

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a")).AsTask().WaitAsync(Eventually.Limit));
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(200));
        Assert.Null(await letters.FindOrNullAsync(DocumentStoreContract.Martin, new LetterId("a"), None));

        other.Execute("ROLLBACK");
        Assert.Equal(InsertResult.Inserted, await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("a")));
    }

    [Fact]
    public async Task Flush_that_fails_fails_what_was_decided_in_it()
    {
        await using var engine = await OpenAsync(Plain);
        var letters = new ClientDocuments<Letter>(engine, Plain);
        using (var other = SqliteHandle.Open(File, forWriting: true))
            other.Execute("CREATE TRIGGER full BEFORE INSERT ON letters WHEN NEW.id='last' BEGIN SELECT RAISE(ROLLBACK,'disk full'); END");
        var group = letters.NewGroup();
        var first = letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("first"), group);
        var last = letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("last"), group);

        group.Submit();

        Assert.Equal(InsertResult.Inserted, await first.Decided);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => first.Durable);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => last.Decided);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => last.Durable);
        Assert.Null(await letters.FindOrNullAsync(DocumentStoreContract.Martin, new LetterId("first"), None));
        Assert.Equal(InsertResult.Inserted, await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter("first")));
    }

    [Fact]
    public async Task Closing_writes_what_was_submitted()
    {
        var engine = await OpenAsync(Plain);
        var letters = new ClientDocuments<Letter>(engine, Plain);
        var writes = Enumerable.Range(0, 500).Select(i => letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter($"i{i}"))).ToList();

        await engine.DisposeAsync();

        foreach (var write in writes)
            Assert.Equal(InsertResult.Inserted, await write);
        await using var again = await OpenAsync(Plain);
        Assert.Equal(500, await again.CountAsync(Plain, DocumentStoreContract.Martin, Filter<Letter>.All, None));
    }
}
