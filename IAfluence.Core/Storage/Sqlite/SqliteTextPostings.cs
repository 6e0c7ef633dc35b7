using IAfluence.Core.Storage.Text;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>The terms in one scope of a text index, read within the caller's transaction.</summary>
internal sealed class SqliteTextPostings : ITextPostings
{
    private readonly string _owner;
    private readonly string _scope;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _list;
    private readonly SqliteStatement _best;
    private readonly SqliteStatement _frequency;

    public SqliteTextPostings(SqliteHandle connection, SqliteCollection collection, string? owner, string scope)
    {
        (_owner, _scope) = (owner ?? "", scope);
        var terms = $"{SqliteTextIndex.TermsTable(collection)} WHERE owner=? AND scope=? AND term=?";
        _count = connection.Prepare($"SELECT COUNT(*) FROM {terms}");
        _list = connection.Prepare($"SELECT id,frequency,length FROM {terms}");
        // The sorter keeps only as many rows as the limit, and reads no id of the others.
        _best = connection.Prepare($"SELECT id,frequency,length FROM {terms} ORDER BY (?+?*length)/frequency,id LIMIT ?");
        _frequency = connection.Prepare($"SELECT frequency FROM {terms} AND id=?");
        Statistics = ReadStatistics(connection, collection);
    }

    public TextScopeStatistics Statistics { get; }

    public long Count(string term)
    {
        _count.BindAll([_owner, _scope, term]);
        _count.Step();
        var count = _count.Long(0);
        _count.Reset();
        return count;
    }

    public IReadOnlyList<TermPosting> List(string term, int limit)
    {
        if (Count(term) <= limit)
            return Read(_list, [_owner, _scope, term]);
        var (least, perTerm) = (TextRanking.Rest(1, 0, Statistics.AverageLength), TextRanking.Rest(1, 1, Statistics.AverageLength));
        return Read(_best, [_owner, _scope, term, least, perTerm - least, (long)limit]);
    }

    public int Frequency(string term, string id)
    {
        _frequency.BindAll([_owner, _scope, term, id]);
        var frequency = _frequency.Step() ? (int)_frequency.Long(0) : 0;
        _frequency.Reset();
        return frequency;
    }

    private static List<TermPosting> Read(SqliteStatement select, IReadOnlyList<object?> values)
    {
        var documents = new List<TermPosting>();
        select.BindAll(values);
        while (select.Step())
            documents.Add(new TermPosting(select.Text(0), (int)select.Long(1), (int)select.Long(2)));
        select.Reset();
        return documents;
    }

    private TextScopeStatistics ReadStatistics(SqliteHandle connection, SqliteCollection collection)
    {
        var scope = connection.Prepare($"SELECT documents,length FROM {SqliteTextIndex.ScopesTable(collection)} WHERE owner=? AND scope=?");
        scope.BindAll([_owner, _scope]);
        var statistics = scope.Step() && scope.Long(0) > 0
            ? new TextScopeStatistics(scope.Long(0), scope.Long(1) / (double)scope.Long(0))
            : new TextScopeStatistics(0, 0);
        scope.Reset();
        return statistics;
    }
}
