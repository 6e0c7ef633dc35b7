using System.IO.Compression;
using System.Text.Json;
using IAfluence.Tests.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>A copy of the sample, in a folder of a test's own. The README beside it says what it holds.</summary>
internal sealed class KeptStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KeptStore()
    {
        using (var packed = new GZipStream(File.OpenRead(Path.Combine(Snapshot.Folder, "iafluence.db.gz")), CompressionMode.Decompress))
        using (var database = File.Create(DatabaseFile))
            packed.CopyTo(database);
        File.Copy(Path.Combine(Snapshot.Folder, "test-only.master.key"), Path.Combine(_folder.Path, "master.key"));
        using var mails = File.OpenRead(Path.Combine(Snapshot.Folder, "outbox.zip"));
        ZipFile.ExtractToDirectory(mails, Outbox);
    }

    /// <summary>What whoever wrote the sample kept of it.</summary>
    public static KeptFacts Facts { get; } =
        JsonSerializer.Deserialize<KeptFacts>(File.ReadAllText(Path.Combine(Snapshot.Folder, "facts.json")), JsonSerializerOptions.Web)!;

    public static string BootstrapFile => Path.Combine(Snapshot.Folder, "bootstrap.json");

    public string Outbox => Path.Combine(_folder.Path, "outbox");

    private string DatabaseFile => Path.Combine(_folder.Path, "iafluence.db");

    /// <summary>The application on this copy, a minute after it was written unless told: nothing has expired yet.</summary>
    public Task<IAfluenceApp> StartAsync(params (string Key, string Value)[] settings) =>
        IAfluenceApp.StartAtAsync(Facts.WrittenAt + TimeSpan.FromMinutes(1), _folder.Path, [("RateLimits:Enabled", "false"), .. settings]);

    public IReadOnlyDictionary<string, StoredDocument> Documents() => StoredDocument.ReadAll(DatabaseFile);

    public void Dispose() => _folder.Delete();
}

/// <param name="WrittenAt">The clock of the sample when it was written.</param>
/// <param name="SessionCookie">Of the owner's session, as a browser sends it.</param>
/// <param name="VisitorToken">Of the visitor of <paramref name="VisitorConversation"/>.</param>
/// <param name="IdentitySecret">Of the chatbot with the public key pk_martin_accueil.</param>
internal sealed record KeptFacts(
    DateTimeOffset WrittenAt, string Owner, string Password, string SessionCookie, string VisitorToken, string VisitorConversation, string IdentitySecret);
