using System.Collections.Concurrent;
using IAfluence.Core.Storage.Text;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>Stores documents in one SQLite file, with one writer that groups commits and several readers. See the README of this folder.</summary>
/// <param name="folder">The folder of the database; created when missing.</param>
public sealed class SqliteDocumentEngine(string folder, TimeProvider time, ILogger<SqliteDocumentEngine> logger) : IDocumentEngine, IDisposable
{
    public const string FileName = "iafluence.db";

    private readonly string _file = Path.Combine(Path.GetFullPath(folder), FileName);
    private readonly ConcurrentDictionary<string, SqliteCollection> _collections = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private SqliteReaders? _readers;
    private SqliteWriter? _writer;

    /// <summary>How long a write waits for another process's write.</summary>
    internal TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The writer's synchronous and journal_mode settings, for the test that requires FULL and WAL; killing a process cannot test them.
    /// </summary>
    internal (long Synchronous, string JournalMode) WriterSettings => Writer.Settings;

    private SqliteReaders Readers => _readers ?? throw NotPrepared();

    private SqliteWriter Writer => _writer ?? throw NotPrepared();

    public async Task PrepareAsync(IReadOnlyCollection<CollectionDefinition> collections, CancellationToken ct)
    {
        await _preparing.WaitAsync(ct);
        try
        {
            foreach (var collection in collections)
                CollectionOf(collection);
            SqliteSchema.Prepare(_file, collections.Select(CollectionOf));
            _readers ??= new SqliteReaders(_file, Math.Max(4, 2 * Environment.ProcessorCount));
            _writer ??= new SqliteWriter(_file, LockTimeout, time, logger);
        }
        catch (SqliteFailure failure)
        {
            throw new StorageUnavailableException($"The database '{_file}' could not be prepared. Check that the folder exists and is writable.", failure);
        }
        finally
        {
            _preparing.Release();
        }
    }

    public Task<T?> FindOrNullAsync<T>(CollectionDefinition<T> collection, ClientId? owner, string id, CancellationToken ct) where T : class, IDocument =>
        Readers.ReadAsync(
            (Collection: CollectionOf(collection), Owner: SqliteCollection.ReaderOf(owner), Id: id, Now: time.GetUtcNow()),
            static (connection, find) => FindOrNull<T>(connection, find.Collection, find.Owner, find.Id, find.Now),
            ct);

    public Task<DocumentPage<T>> ListAsync<T>(CollectionDefinition<T> collection, ClientId? owner, DocumentQuery<T> query, CancellationToken ct) where T : class, IDocument
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, DocumentQuery<T>.MaxLimit, nameof(query));
        var plan = new PagePlan(CollectionOf(collection), SqliteCollection.ReaderOf(owner), query.Filter.Node, query.Order, query.After, time.GetUtcNow());
        return Readers.ReadAsync(
            (Plan: plan, query.Limit), static (connection, page) => PageReader.Read<T>(connection, page.Plan, page.Limit), ct);
    }

    public Task<long> CountAsync<T>(CollectionDefinition<T> collection, ClientId? owner, Filter<T> filter, CancellationToken ct) where T : class, IDocument
    {
        var target = CollectionOf(collection);
        var sql = new SqlText(target).Add("SELECT COUNT(*) FROM ").Add(target.Table).Conditions(SqliteCollection.ReaderOf(owner), filter.Node, time.GetUtcNow());
        return Readers.ReadAsync(sql, static (connection, sql) => (long)connection.ExecuteScalar(sql.ToString(), sql.Values)!, ct);
    }

    public Task<IReadOnlyList<SumGroup>> SumAsync<T>(CollectionDefinition<T> collection, ClientId? owner, SumQuery<T> query, CancellationToken ct) where T : class, IDocument =>
        Readers.ReadAsync(
            (Collection: CollectionOf(collection), Owner: SqliteCollection.ReaderOf(owner), Query: query, Now: time.GetUtcNow()),
            static (connection, sum) => SumReader.Read(connection, sum.Collection, sum.Owner, sum.Query, sum.Now),
            ct);

    public Task<TextHits<T>> SearchAsync<T>(CollectionDefinition<T> collection, ClientId? owner, TextQuery query, CancellationToken ct) where T : class, IDocument
    {
        CheckTextIndex(collection, owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        return Readers.ReadAsync(
            (Collection: CollectionOf(collection), Owner: SqliteCollection.ReaderOf(owner), Query: query, Now: time.GetUtcNow()),
            static (connection, search) => Search<T>(connection, search.Collection, search.Owner, search.Query, search.Now),
            ct);
    }

    public Task<IReadOnlyList<IReadOnlyList<string>>> ListTermsAsync(CollectionDefinition collection, ClientId? owner, TermQuery query, CancellationToken ct)
    {
        CheckTextIndex(collection, owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, TermQuery.MaxLimit, nameof(query));
        if (query.Prefixes.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A prefix is empty. Pass at least one character.", nameof(query));
        return Readers.ReadAsync(
            (Collection: CollectionOf(collection), Owner: SqliteCollection.ReaderOf(owner), Query: query),
            static (connection, list) => SqliteTextIndex.ListTerms(connection, list.Collection, list.Owner, list.Query),
            ct);
    }

    public void Submit(IReadOnlyList<WriteOperation> group)
    {
        if (group.Count == 0)
            return;
        var writer = Writer;
        var prepared = new PreparedWrite[group.Count];
        try
        {
            for (var i = 0; i < group.Count; i++)
            {
                var preparer = new WritePreparer(CollectionOf);
                group[i].Execute(preparer);
                prepared[i] = preparer.Prepared!;
            }
        }
        catch (Exception error)
        {
            // An invalid write fails the whole group before any of it runs.
            foreach (var operation in group)
                operation.Fail(error);
            return;
        }

        writer.Enqueue(prepared);
    }

    public async Task<int> PurgeExpiredAsync(CollectionDefinition collection, int limit, CancellationToken ct)
    {
        var purge = new PreparedPurge.Purge();
        Writer.Enqueue([new PreparedPurge(purge, CollectionOf(collection), limit)]);
        return await purge.AsWrite().AsTask().WaitAsync(ct);
    }

    public async Task PingAsync(CancellationToken ct)
    {
        await Readers.ReadAsync(0, static (connection, _) => connection.ExecuteScalar("SELECT COUNT(*) FROM \"meta.collections\""), ct);
        var probe = new PreparedPurge.Purge();
        Writer.Enqueue([new PreparedPurge(probe, CollectionOf(DirectoryEntry.Collection), 0)]);
        await probe.AsWrite().AsTask().WaitAsync(ct);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _readers?.Dispose();
        _preparing.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static T? FindOrNull<T>(SqliteHandle connection, SqliteCollection collection, string? owner, string id, DateTimeOffset now)
        where T : class, IDocument
    {
        var byOwner = collection.Owned && owner is not null;
        var select = connection.Prepare(byOwner ? collection.FindSql : collection.FindAnySql);
        select.Bind(1, id);
        if (byOwner)
            select.Bind(2, owner);
        if (collection.Expires)
            select.Bind(byOwner ? 3 : 2, (object)now);
        try
        {
            return select.Step() ? DocumentBody.Read<T>(select.Utf8(1), select.Long(0)) : null;
        }
        finally
        {
            select.Reset();
        }
    }

    private static TextHits<T> Search<T>(
        SqliteHandle connection, SqliteCollection collection, string? owner, TextQuery query, DateTimeOffset now) where T : class, IDocument
    {
        connection.Prepare("BEGIN").Run();
        try
        {
            var postings = new SqliteTextPostings(connection, collection, owner, query.Scope);
            var scorer = TextRanking.ScorerOf(postings, query.Groups.Count > 0 ? query.Groups : [.. query.Terms.Select(term => new[] { term })]);
            for (var limit = query.Limit; ; limit = (int)Math.Min(4L * limit, int.MaxValue))
            {
                var ranked = TextRanking.Rank(scorer, postings, limit);
                List<TextHit<T>> hits = [.. Living(ranked).Take(query.Limit)];
                // Expired documents keep their terms until they are purged; more are ranked in their place.
                if (hits.Count == query.Limit || ranked.Count < limit)
                    return new TextHits<T>(hits, scorer);
            }
        }
        finally
        {
            connection.Prepare("COMMIT").Run();
        }

        IEnumerable<TextHit<T>> Living(IEnumerable<(string Id, double Score)> ranked)
        {
            foreach (var (id, score) in ranked)
            {
                if (FindOrNull<T>(connection, collection, owner, id, now) is { } document)
                    yield return new TextHit<T>(document, score);
            }
        }
    }

    private static void CheckTextIndex(CollectionDefinition collection, ClientId? owner)
    {
        if (collection.TextIndex is null)
            throw new ArgumentException($"Collection '{collection.Name}' has no text index. Declare one with Text.", nameof(collection));
        if (collection.OwnedByClients && owner is null)
            throw new ArgumentException("A text search needs a client. Pass the client's id.", nameof(owner));
    }

    private static InvalidOperationException NotPrepared() => new("The store is not prepared. Await PrepareStorageAsync() before using it.");

    private SqliteCollection CollectionOf(CollectionDefinition definition) =>
        _collections.GetOrAdd(definition.Name, static (_, definition) => new SqliteCollection(definition), definition);
}
