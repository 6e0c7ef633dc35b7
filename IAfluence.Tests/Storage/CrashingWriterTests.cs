using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

public sealed class CrashingWriterTests
{
    private const int Kills = 20;
    private const int MostLettersBeforeKill = 400;

    [Fact]
    public async Task Every_acknowledged_write_survives_twenty_kills_in_mid_load()
    {
        var folder = new TemporaryFolder();
        var random = new Random(20261122);
        var acknowledged = new List<string>();

        for (var round = 0; round < Kills; round++)
        {
            using var writer = new StoreWriterProcess(folder.Path, "insert", $"r{round}", int.MaxValue);
            await writer.PrintedAsync(random.Next(1, MostLettersBeforeKill));
            await Task.Delay(TimeSpan.FromMicroseconds(random.Next(5000)));
            await writer.KillAsync();
            acknowledged.AddRange(writer.Lines);
        }

        await using (var engine = new SqliteDocumentEngine(folder.Path, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance))
        {
            await engine.PrepareAsync([Letter.Collection, DirectoryEntry.Collection], CancellationToken.None);
            var letters = new ClientDocuments<Letter>(engine, Letter.Collection);
            var stored = await StoredIdsAsync(letters);
            var counter = await letters.FindOrNullAsync(DocumentStoreContract.Martin, StoreWriter.Counter, CancellationToken.None);
            var found = (await letters.SearchAsync(DocumentStoreContract.Martin, new TextQuery("s", ["mot"], int.MaxValue), CancellationToken.None)).Hits;

            Assert.True(acknowledged.Count > Kills, "The writers were killed before they wrote.");
            Assert.Empty(acknowledged.Except(stored));
            // What was not acknowledged may be there or not; what is there is whole: counted once, and in the text index.
            Assert.Equal(stored.Count, counter!.Count);
            Assert.Equal(stored.Order(), found.Select(hit => hit.Document.Id.Value).Order());
        }

        Assert.Equal("ok", IntegrityOf(folder.Path));
        folder.Delete();
    }

    private static async Task<HashSet<string>> StoredIdsAsync(ClientDocuments<Letter> letters)
    {
        var ids = new HashSet<string>();
        var query = new DocumentQuery<Letter>().Take(DocumentQuery<Letter>.MaxLimit);
        do
        {
            var page = await letters.ListAsync(DocumentStoreContract.Martin, query, CancellationToken.None);
            ids.UnionWith(page.Items.Select(letter => letter.Id.Value));
            query = query.StartAfter(page.Next);
        }
        while (query.After is not null);
        ids.Remove(StoreWriter.Counter.Value);
        return ids;
    }

    private static object? IntegrityOf(string folder)
    {
        using var connection = SqliteHandle.Open(Path.Combine(folder, SqliteDocumentEngine.FileName), forWriting: false);
        return connection.ExecuteScalar("PRAGMA integrity_check");
    }
}
