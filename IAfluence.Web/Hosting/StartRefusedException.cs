namespace IAfluence.Web.Hosting;

/// <summary>The application cannot start until the operator fixes a problem; the message says what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
