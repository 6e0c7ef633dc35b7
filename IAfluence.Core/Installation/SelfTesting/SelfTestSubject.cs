namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>What a self-test looks for.</summary>
/// <param name="Installation">The installation's address, as snippets carry it.</param>
/// <param name="PublicUrl">The same as its operator set it; null when nobody did, and the address is the request's own.</param>
public sealed record SelfTestSubject(InstallationAddress Installation, InstallationAddress? PublicUrl, string PublicKey, IReadOnlyList<string> AllowedOrigins)
{
    /// <summary>Where the widget's script is.</summary>
    public Uri Loader { get; } = new(Installation.Uri, "/widget.js");
}
