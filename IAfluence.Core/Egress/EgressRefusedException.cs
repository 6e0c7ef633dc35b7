namespace IAfluence.Core.Egress;

/// <summary>A host lies where this call may not go. The message is for operators.</summary>
public sealed class EgressRefusedException(string message) : Exception(message);
