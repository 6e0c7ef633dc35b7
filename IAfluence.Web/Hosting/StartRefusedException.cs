namespace IAfluence.Web.Hosting;

/// <summary>Something the operator has to put right before the application can start; the message says what and how.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
