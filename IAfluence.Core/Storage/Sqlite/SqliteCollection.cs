using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>The table names of a collection and its fixed statements.</summary>
internal sealed partial class SqliteCollection
{
    private readonly ConcurrentDictionary<string, string> _fields = new(StringComparer.Ordinal);

    public SqliteCollection(CollectionDefinition definition)
    {
        if (!CollectionName().IsMatch(definition.Name))
            throw new ArgumentException($"'{definition.Name}' is not a valid collection name. Use lowercase letters, digits and hyphens, starting with a letter.", nameof(definition));

        Definition = definition;
        Name = definition.Name;
        Table = $"\"{Name}\"";
        Owned = definition.OwnedByClients;
        var owner = Owned ? " AND owner=?" : "";
        var expires = definition.ExpiresAt is null ? "" : ",expires_at";

        string ExpiresOf(string parameter) => definition.ExpiresAt is null ? "" : $",json_extract({parameter},{JsonPath(definition.ExpiresAt)})";

        Alive = definition.ExpiresAt is null ? "" : " AND (expires_at IS NULL OR expires_at>?)";
        FindSql = $"SELECT version,body FROM {Table} WHERE id=?{owner}{Alive}";
        FindAnySql = $"SELECT version,body FROM {Table} WHERE id=?{Alive}";
        InsertSql = Owned
            ? $"INSERT INTO {Table}(id,owner,version,body{expires}) VALUES(?1,?2,1,?3{ExpiresOf("?3")}) ON CONFLICT DO NOTHING"
            : $"INSERT INTO {Table}(id,version,body{expires}) VALUES(?1,1,?3{ExpiresOf("?3")}) ON CONFLICT DO NOTHING";
        var set = $"UPDATE {Table} SET version=version+1,body=?3{(definition.ExpiresAt is null ? "" : $",expires_at={ExpiresOf("?3")[1..]}")}";
        UpdateSql = $"{set} WHERE id=?1{(Owned ? " AND owner=?2" : "")} AND version=?4{(Expires ? " AND (expires_at IS NULL OR expires_at>?5)" : "")}";
        BodySql = $"SELECT body FROM {Table} WHERE id=?{owner}";
    }

    public CollectionDefinition Definition { get; }

    public string Name { get; }

    /// <summary>The quoted table name.</summary>
    public string Table { get; }

    public bool Owned { get; }

    public bool Expires => Definition.ExpiresAt is not null;

    /// <summary>A condition with the current instant as its parameter; empty when documents do not expire.</summary>
    public string Alive { get; }

    public string FindSql { get; }

    public string FindAnySql { get; }

    public string InsertSql { get; }

    public string UpdateSql { get; }

    public string BodySql { get; }

    /// <summary>The owner for reads: null for any client, used only by readers across clients.</summary>
    public static string? ReaderOf(ClientId? owner) => owner is { Value: var id } && string.IsNullOrEmpty(id)
        ? throw new ArgumentException("The client id is empty. Pass the id of a client.", nameof(owner))
        : owner?.Value;

    /// <summary>The owner for writes.</summary>
    public string? OwnerOf(ClientId? owner) => Owned && owner is null
        ? throw new ArgumentException($"Documents of '{Name}' belong to a client. Pass the client's id.", nameof(owner))
        : ReaderOf(owner);

    /// <summary>The expression of a field. The text is always the same, so that SQLite matches declared indexes.</summary>
    public string Field(FieldPath path) => _fields.GetOrAdd(path.Dotted, dotted => dotted switch
    {
        "id" => "id",
        "clientId" when Owned => "owner",
        _ => $"json_extract(body,{JsonPath(path)})",
    });

    public static string JsonPath(FieldPath path)
    {
        if (!Path().IsMatch(path.Dotted))
            throw new ArgumentException($"'{path}' is not a valid field path. Use names separated by dots.", nameof(path));
        return $"'$.{path.Dotted}'";
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex CollectionName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$")]
    private static partial Regex Path();
}
