using System.Net.Security;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>
/// Whom to believe beside those the machine believes. No setting reaches this: it is there so that tests can bring a certificate of their own, and
/// whoever needs a private authority adds it to the machine's.
/// </summary>
/// <param name="Also">Asked when the machine does not trust the certificate; null to refuse it.</param>
internal sealed record SmtpTrust(RemoteCertificateValidationCallback? Also);
