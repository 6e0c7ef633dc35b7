using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Web.Shell;

/// <summary>A short digest of a region's content. A region that refreshes itself is sent again only when the digest has changed.</summary>
public static class Fingerprint
{
    public static string Of(params IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))).AsSpan(0, 8));
}
