using IAfluence.Core;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

/// <summary>Asks SQLite how it would read every list that a declared index is there for.</summary>
public sealed class SqliteQueryPlanTests : IAsyncLifetime
{
    private const string Owner = "martin";

    private static readonly Dictionary<string, CollectionDefinition> Collections = new ServiceCollection()
        .AddIAfluenceCore()
        .Select(service => service.ImplementationInstance)
        .OfType<CollectionDefinition>()
        .Append(Letter.Collection)
        .Append(Stamp.Collection)
        .DistinctBy(collection => collection.Name)
        .ToDictionary(collection => collection.Name);

    private readonly TemporaryFolder _folder = new();
    private SqliteHandle _connection = null!;

    public static TheoryData<string, int> DeclaredIndexes
    {
        get
        {
            var indexes = new TheoryData<string, int>();
            foreach (var collection in Collections.Values)
            {
                // The one after the declared ones stands for the list by id.
                for (var i = 0; i <= collection.Indexes.Count; i++)
                    indexes.Add(collection.Name, i);
            }

            return indexes;
        }
    }

    public async Task InitializeAsync()
    {
        await using (var engine = new SqliteDocumentEngine(_folder.Path, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance))
            await engine.PrepareAsync(Collections.Values, CancellationToken.None);
        _connection = SqliteHandle.Open(Path.Combine(_folder.Path, SqliteDocumentEngine.FileName), forWriting: false);
    }

    public Task DisposeAsync()
    {
        _connection.Dispose();
        _folder.Delete();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(DeclaredIndexes))]
    public void Every_page_along_a_declared_index_is_sought(string name, int index)
    {
        var collection = new SqliteCollection(Collections[name]);
        IReadOnlyList<SortKey> keys = index < collection.Definition.Indexes.Count
            ? collection.Definition.Indexes[index].Keys
            : [new SortKey(FieldPath.Id, false)];
        var acrossClients = index < collection.Definition.Indexes.Count && collection.Definition.Indexes[index].AcrossClients;
        var owner = collection.Owned && !acrossClients ? Owner : null;
        var filter = keys.SkipLast(1).Aggregate(
            acrossClients ? new FilterNode.Compare(keys[^1].Path, Comparison.LessOrEqual, "z") : (FilterNode)new FilterNode.All(),
            (all, key) => new FilterNode.And(all, new FilterNode.Compare(key.Path, Comparison.Equal, "value")));

        foreach (var reversed in new[] { false, true })
        {
            SortKey[] order = [keys[^1] with { Descending = keys[^1].Descending != reversed }];
            var first = new PagePlan(collection, owner, filter, order, null, DateTimeOffset.UnixEpoch);
            var second = new PagePlan(collection, owner, filter, order, first.CursorOf(order.Length == 1 && keys[^1].Path == FieldPath.Id ? ["i"] : ["v", "i"]), DateTimeOffset.UnixEpoch);

            // Without owner or filter the whole collection is asked for: it is then read along the index.
            var wholeCollection = owner is null && filter is FilterNode.All;
            var unique = index < collection.Definition.Indexes.Count && collection.Definition.Indexes[index].Unique;
            AssertSought(first, wholeCollection, unique);
            AssertSought(second, wholeCollection: false, unique);
        }
    }

    [Fact]
    public void Count_over_the_ledger_touches_the_index_alone()
    {
        var attempts = new SqliteCollection(Collections["attempts"]);
        var before = new FilterNode.Compare(new FieldPath("closedAt"), Comparison.Less, "2026");
        var sql = new SqlText(attempts).Add("SELECT COUNT(*) FROM ").Add(attempts.Table).Conditions(Owner, before, DateTimeOffset.UnixEpoch);

        Assert.Contains(Plan(sql), step => step.StartsWith("SEARCH attempts USING COVERING INDEX", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("conversations", "chatbotId")]
    [InlineData("messages", "conversationId")]
    [InlineData("messages", null)]
    public void Count_touches_an_index_alone(string name, string? field)
    {
        var collection = new SqliteCollection(Collections[name]);
        FilterNode filter = field is null ? new FilterNode.All() : new FilterNode.Compare(new FieldPath(field), Comparison.Equal, "value");
        var sql = new SqlText(collection).Add("SELECT COUNT(*) FROM ").Add(collection.Table).Conditions(Owner, filter, DateTimeOffset.UnixEpoch);

        Assert.StartsWith($"SEARCH {name} USING COVERING INDEX", Assert.Single(Plan(sql)), StringComparison.Ordinal);
    }

    [Fact]
    public void Expired_documents_are_found_by_their_index()
    {
        foreach (var definition in Collections.Values.Where(collection => collection.ExpiresAt is not null))
        {
            var collection = new SqliteCollection(definition);
            var sql = new SqlText(collection).Add($"SELECT rowid FROM {collection.Table} WHERE expires_at<=").Value("2026").Add(" LIMIT ").Value(1L);

            Assert.StartsWith("SEARCH", Assert.Single(Plan(sql)), StringComparison.Ordinal);
        }
    }

    private void AssertSought(PagePlan plan, bool wholeCollection, bool unique)
    {
        foreach (var sql in plan.Statements())
        {
            var steps = Plan(sql);
            Assert.All(steps, step => Assert.True(
                step.StartsWith("SEARCH", StringComparison.Ordinal)
                || (wholeCollection && step.Contains("USING INDEX", StringComparison.Ordinal))
                // A unique key cannot end in the id, so its ties are sorted: there are none but those of missing values.
                || (unique && step == "USE TEMP B-TREE FOR LAST TERM OF ORDER BY")
                || (unique && step == "USE TEMP B-TREE FOR ORDER BY" && (sql.ToString().Contains(" ORDER BY id", StringComparison.Ordinal))),
                $"{step} in: {sql}"));
        }
    }

    private List<string> Plan(SqlText sql)
    {
        var steps = new List<string>();
        var explain = _connection.Prepare("EXPLAIN QUERY PLAN " + sql);
        while (explain.Step())
            steps.Add(explain.Text(3));
        explain.Reset();
        return steps;
    }
}
