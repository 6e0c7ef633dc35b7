using Microsoft.Extensions.Configuration;

namespace IAfluence.Core.Notifications;

/// <summary>Addresses of the installation's pages, for those who are not on one of them.</summary>
public sealed class MailLinks(IConfiguration configuration)
{
    /// <summary>The setting, which the host validates.</summary>
    private readonly string? _publicUrl = configuration["PublicUrl"] is { Length: > 0 } given ? given.TrimEnd('/') : null;

    /// <param name="path">Such as /admin/llm/incidents.</param>
    /// <returns>The whole address where <c>PublicUrl</c> is set, else the path alone.</returns>
    public string To(string path) => _publicUrl + path;
}
