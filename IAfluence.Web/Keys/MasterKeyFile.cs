using System.Security.Cryptography;
using System.Text;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.Keys;

/// <summary>The master key of an installation whose settings give none: one line of base64, readable by its owner only.</summary>
internal static class MasterKeyFile
{
    public const string Name = "master.key";

    private const int Tries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Null when there is no file.</returns>
    /// <exception cref="StartRefusedException">The file holds no master key.</exception>
    public static async Task<byte[]?> FindOrNullAsync(string path, TimeProvider time, CancellationToken ct)
    {
        if (!File.Exists(path))
            return null;
        for (var tries = 0; tries < Tries; tries++)
        {
            var text = await File.ReadAllTextAsync(path, ct);
            if (SecurityOptions.DecodeOrNull(text) is { } key)
                return key;
            // Another process that starts just now has made the file and not yet written it.
            if (text.Length > 0)
                break;
            await Task.Delay(Pause, time, ct);
        }
        throw new StartRefusedException($"Security:MasterKey: the file '{path}' holds no master key: 32 bytes in base64 are accepted.");
    }

    /// <summary>Makes a key and keeps it. Of two processes that start at once, both get the key of the one that came first.</summary>
    public static async Task<byte[]> CreateAsync(string path, TimeProvider time, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var made = RandomNumberGenerator.GetBytes(SecurityOptions.MasterKeyBytes);
        // CreateNew is exclusive: the mode is set as the file appears, never after.
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
