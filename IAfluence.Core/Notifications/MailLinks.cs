using Microsoft.Extensions.Configuration;

namespace IAfluence.Core.Notifications;

/// <summary>Builds the links to admin pages in e-mails.</summary>
public sealed class MailLinks(IConfiguration configuration, IAdminPages pages)
{
    /// <summary>The PublicUrl setting, validated by the host.</summary>
    private readonly string? _publicUrl = configuration["PublicUrl"] is { Length: > 0 } given ? given.TrimEnd('/') : null;

    /// <returns>An absolute URL when <c>PublicUrl</c> is set; otherwise only the path.</returns>
    public string To(Func<IAdminPages, string> page) => _publicUrl + page(pages);
}
