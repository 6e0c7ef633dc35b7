namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>What the self-test looks for.</summary>
/// <param name="Installation">The installation's address, as in snippets.</param>
/// <param name="PublicUrl">The configured address; null when none is configured and <paramref name="Installation"/> comes from the request.</param>
public sealed record SelfTestSubject(InstallationAddress Installation, InstallationAddress? PublicUrl, string PublicKey, IReadOnlyList<string> AllowedOrigins)
{
    /// <summary>The address of the widget's script.</summary>
    public Uri Loader { get; } = new(Installation.Uri, "/widget.js");
}
