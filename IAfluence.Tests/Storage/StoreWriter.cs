using System.Globalization;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

/// <summary>
/// The other process of the tests on crashes and on two processes: this assembly run as a program. It works on the store of the given
/// folder and prints a line for every write that was acknowledged.
/// </summary>
internal static class StoreWriter
{
    private const int Writers = 8;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["store-writer", var folder, var task, var name, var count])
        {
            await Console.Error.WriteLineAsync("usage: store-writer FOLDER insert|count|claim NAME COUNT");
            return 2;
        }

        await using var engine = new SqliteDocumentEngine(folder, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance);
        await engine.PrepareAsync([Letter.Collection, DirectoryEntry.Collection], CancellationToken.None);
        var letters = new ClientDocuments<Letter>(engine, Letter.Collection);
        var total = int.Parse(count, CultureInfo.InvariantCulture);
        var next = -1;

        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var printing = new SemaphoreSlim(1, 1);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < total; i = Interlocked.Increment(ref next))
            {
                var line = task switch
                {
                    "insert" => await InsertAsync(letters, $"{name}-{i}"),
                    "count" => await CountAsync(letters),
                    _ => await ClaimAsync(letters, $"{name}-{i}", i),
                };
                await printing.WaitAsync();
                await output.WriteLineAsync(line);
                printing.Release();
            }
        })));
        return 0;
    }

    /// <summary>A group of two: a document, and a count of documents that follows it.</summary>
    private static async Task<string> InsertAsync(ClientDocuments<Letter> letters, string id)
    {
        var group = letters.NewGroup();
        var client = DocumentStoreContract.Martin;
        var insert = letters.Insert(client, DocumentStoreContract.NewLetter(id) with { Name = new string('x', 300), Scope = "s", Terms = ["mot", id] }, group);
        var count = letters.Modify(
            client, Counter, new Update<Letter>().Increment(letter => letter.Count, 1), seed: DocumentStoreContract.NewLetter(Counter.Value), group: group);
        group.Submit();
        await insert;
        await count;
        return id;
    }

    private static async Task<string> CountAsync(ClientDocuments<Letter> letters)
    {
        var result = await letters.Modify(
            DocumentStoreContract.Martin, Counter, new Update<Letter>().Increment(letter => letter.Count, 1), seed: DocumentStoreContract.NewLetter(Counter.Value));
        return result.After!.Count.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> ClaimAsync(ClientDocuments<Letter> letters, string id, int key) =>
        await letters.Insert(DocumentStoreContract.Martin, DocumentStoreContract.NewLetter(id) with { Key = $"key-{key}" }) == InsertResult.Inserted
            ? $"key-{key}"
            : "";

    public static LetterId Counter { get; } = new("counter");
}
