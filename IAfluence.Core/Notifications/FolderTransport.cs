using System.Globalization;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications;

/// <summary>
/// Writes e-mails to files that any mail program opens: <c>{Storage:Path}/outbox/{when}-{id}.eml</c>. A file appears whole, under a name that is
/// the e-mail's own, so that writing it twice leaves one.
/// </summary>
internal sealed class FolderTransport(IOptions<EmailOptions> options, IOptions<StorageOptions> storage, IHostEnvironment? environment = null) : IMailTransport
{
    public string Folder { get; } = Path.Combine(environment?.ContentRootPath ?? Environment.CurrentDirectory, storage.Value.Path, "outbox");

    public async Task DeliverAsync(Email email, CancellationToken ct)
    {
        using var message = MimeMessages.Of(email, options.Value.From);
        var name = NameOf(email);
        var draft = Path.Combine(Folder, $".{name}.{Guid.NewGuid():N}");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Folder);
            else
                Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using (var file = File.Create(draft))
                await MimeMessages.WriteAsync(message, file, ct);
            File.Move(draft, Path.Combine(Folder, name), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MailNotTakenException(MailFault.FolderUnwritable, error.Message, error);
        }
    }

    public void TakeBack(Email email)
    {
        if (Directory.Exists(Folder))
            File.Delete(Path.Combine(Folder, NameOf(email)));
    }

    private static string NameOf(Email email) =>
        email.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + $"-{email.Id}.eml";
}
