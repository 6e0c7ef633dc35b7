using System.Net.Mail;
using System.Text;
using MimeKit;

namespace IAfluence.Core.Notifications;

/// <summary>
/// Builds the MIME message of an e-mail: text and HTML as alternatives, both quoted-printable, so that the message is ASCII with short lines
/// and every server accepts it.
/// </summary>
internal static class MimeMessages
{
    /// <summary>The sender when none is configured, which is valid only for the folder.</summary>
    private const string NoSender = "IAfluence <iafluence@localhost>";

    private static readonly FormatOptions _format = Format();

    /// <exception cref="MailDeliveryException">The recipient's address is not valid in an SMTP envelope.</exception>
    public static MimeMessage Of(Email email, string? from)
    {
        var sender = MailAddresses.ParseOrNull(from ?? NoSender) ?? new MailAddress("iafluence@localhost");
        var message = new MimeMessage
        {
            Subject = string.Concat(email.Subject.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim(),
            Date = email.CreatedAt,
            MessageId = $"{email.Id}@{sender.Host}",
            // The preferred alternative comes last (RFC 2046, 5.1.4).
            Body = new MultipartAlternative { Part("plain", email.Text), Part("html", email.Html) },
        };
        message.From.Add(new MailboxAddress(sender.DisplayName, sender.Address));
        message.To.Add(new MailboxAddress(null, MailAddresses.EnvelopeOrNull(email.To) ?? throw new MailDeliveryException(MailFault.AddressUnusable)));
        if (email.ReplyTo is not null && MailAddresses.EnvelopeOrNull(email.ReplyTo) is { } answerTo)
            message.ReplyTo.Add(new MailboxAddress(null, answerTo));
        // Suppresses automatic replies (RFC 3834); the second header is Microsoft's.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ContentLanguage, email.Locale);
        return message;
    }

    /// <summary>Writes the message with CR LF line endings.</summary>
    public static Task WriteAsync(MimeMessage message, Stream to, CancellationToken ct) => message.WriteToAsync(_format, to, ct);

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static FormatOptions Format()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
