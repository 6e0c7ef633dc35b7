namespace IAfluence.Core.Egress;

/// <summary>The target host is in a network that this call is not allowed to reach. The message is for operators.</summary>
public sealed class EgressRefusedException(string message) : Exception(message);
