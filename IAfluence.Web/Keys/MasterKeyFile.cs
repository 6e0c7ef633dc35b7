using System.Security.Cryptography;
using System.Text;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.Keys;

/// <summary>The file with the master key when the settings contain none: one line of Base64, readable by its owner only.</summary>
internal static class MasterKeyFile
{
    public const string Name = "master.key";

    private const int Tries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Null when the file does not exist.</returns>
    /// <exception cref="StartRefusedException">The file does not contain a master key.</exception>
    public static async Task<byte[]?> FindOrNullAsync(string path, TimeProvider time, CancellationToken ct)
    {
        if (!File.Exists(path))
            return null;
        for (var tries = 0; tries < Tries; tries++)
        {
            var text = await File.ReadAllTextAsync(path, ct);
            if (SecurityOptions.DecodeOrNull(text) is { } key)
                return key;
            // Another process that is starting has created the file but not written it yet.
            if (text.Length > 0)
                break;
            await Task.Delay(Pause, time, ct);
        }
        throw new StartRefusedException($"Security:MasterKey: the file '{path}' does not contain a valid key. Use 32 bytes as Base64.");
    }

    /// <summary>Creates and stores a key. When two processes start at once, both get the key of the first one.</summary>
    public static async Task<byte[]> CreateAsync(string path, TimeProvider time, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var made = RandomNumberGenerator.GetBytes(SecurityOptions.MasterKeyBytes);
        // CreateNew is exclusive, and the permissions are set when the file is created.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var file = new FileStream(path, options);
            await file.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(made) + "\n"), ct);
            file.Flush(flushToDisk: true);
            return made;
        }
        catch (IOException) when (File.Exists(path))
        {
            return (await FindOrNullAsync(path, time, ct))!;
        }
    }
}
