using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using IAfluence.Tests.Storage.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace IAfluence.Tests.Storage;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override IDocumentEngine CreateEngine(TimeProvider time) =>
        new SqliteDocumentEngine(_folder.Path, time, NullLogger<SqliteDocumentEngine>.Instance);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }
}
