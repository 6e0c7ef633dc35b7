using Microsoft.Extensions.Configuration;

namespace IAfluence.Core.Notifications;

/// <summary>Addresses of the installation's pages, as e-mails carry them.</summary>
public sealed class MailLinks(IConfiguration configuration, IAdminPages pages)
{
    /// <summary>The setting, which the host validates.</summary>
    private readonly string? _publicUrl = configuration["PublicUrl"] is { Length: > 0 } given ? given.TrimEnd('/') : null;

    /// <param name="page">Chooses the page.</param>
    /// <returns>The whole address where <c>PublicUrl</c> is set, else the path alone.</returns>
    public string To(Func<IAdminPages, string> page) => _publicUrl + page(pages);
}
