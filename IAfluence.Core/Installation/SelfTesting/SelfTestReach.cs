namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>How far the self-test goes for pages of sites.</summary>
/// <param name="PrivateNetworkAllowed">Whether pages on this machine and in private networks may be asked for; only tests do.</param>
public sealed record SelfTestReach(bool PrivateNetworkAllowed);
