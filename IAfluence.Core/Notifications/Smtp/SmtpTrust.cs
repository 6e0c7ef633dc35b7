using System.Net.Security;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>
/// An additional certificate check, besides the machine's trusted authorities. Only tests use it; to trust a private authority, add it to
/// the machine's store.
/// </summary>
/// <param name="Also">Called when the machine does not trust the certificate; null to refuse such certificates.</param>
internal sealed record SmtpTrust(RemoteCertificateValidationCallback? Also);
