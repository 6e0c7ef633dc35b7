using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace IAfluence.Core.Notifications.Mime;

/// <summary>
/// An e-mail as it travels (RFC 5322, 2045-2047): text and HTML as alternatives, both quoted-printable, so that the whole is ASCII in lines of
/// at most 76 characters and every server takes it.
/// </summary>
internal static class MimeMessage
{
    /// <summary>The sender where none is set, which only the folder allows.</summary>
    private const string NoSender = "IAfluence <iafluence@localhost>";

    /// <returns>ASCII, lines ended by CR LF.</returns>
    public static string Write(Email email, string? from)
    {
        var sender = MailAddresses.ParseOrNull(from ?? NoSender) ?? new MailAddress("iafluence@localhost");
        // The id cannot stand in a body: quoted-printable writes every "=" as "=3D".
        var boundary = $"=_{email.Id}";
        var message = new StringBuilder(email.Html.Length + (2 * email.Text.Length) + 2048);
        Header(message, "From", Address(sender));
        Header(message, "To", MailAddresses.EnvelopeOrNull(email.To) ?? throw new MailNotTakenException(MailFault.AddressUnusable));
        if (email.ReplyTo is not null && MailAddresses.EnvelopeOrNull(email.ReplyTo) is { } answerTo)
            Header(message, "Reply-To", answerTo);
        Header(message, "Subject", EncodedWords.Of(email.Subject));
        Header(message, "Date", email.CreatedAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header(message, "Message-ID", $"<{email.Id}@{sender.Host}>");
        // Answering machines are not to answer (RFC 3834); the second is for those of Microsoft.
        Header(message, "Auto-Submitted", "auto-generated");
        Header(message, "X-Auto-Response-Suppress", "All");
        Header(message, "Content-Language", email.Locale);
        Header(message, "MIME-Version", "1.0");
        Header(message, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        message.Append("\r\n");
        // The best comes last.
        Part(message, boundary, "text/plain", email.Text);
        Part(message, boundary, "text/html", email.Html);
        return message.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder message, string boundary, string type, string body)
    {
        message.Append("--").Append(boundary).Append("\r\n");
        Header(message, "Content-Type", type + "; charset=utf-8");
        Header(message, "Content-Transfer-Encoding", "quoted-printable");
        message.Append("\r\n");
        QuotedPrintable.Write(message, body);
        message.Append("\r\n");
    }

    private static string Address(MailAddress address) => address.DisplayName.Length == 0
        ? address.Address
        : $"{EncodedWords.Phrase(address.DisplayName)} <{address.Address}>";
}
