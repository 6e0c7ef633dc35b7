namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>The networks that the self-test can access for pages of sites.</summary>
/// <param name="PrivateNetworkAllowed">Whether pages on the local machine and in private networks can be fetched; used by tests only.</param>
public sealed record SelfTestReach(bool PrivateNetworkAllowed);
