using System.Globalization;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications;

/// <summary>
/// Writes e-mails to files, <c>{Storage:Path}/outbox/{time}-{id}.eml</c>, that any mail program can open. A file appears only when it is
/// complete. Its name is unique to the e-mail, so writing it twice leaves one file.
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
            throw new MailDeliveryException(MailFault.FolderUnwritable, error.Message, error);
        }
    }

    public void DeleteCopy(Email email)
    {
        if (Directory.Exists(Folder))
            File.Delete(Path.Combine(Folder, NameOf(email)));
    }

    private static string NameOf(Email email) =>
        email.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + $"-{email.Id}.eml";
}
