using IAfluence.Core.Clients;

namespace IAfluence.Core.Chatbots;

/// <summary>Checks settings before they are published. Every registered check runs; a blocking finding stops the publication.</summary>
public interface IPublishCheck
{
    /// <returns>Empty when there are no findings.</returns>
    Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct);
}

/// <summary>The settings to publish, with their chatbot and client.</summary>
public sealed record PublishSubject(Client Client, Chatbot Chatbot, ChatbotSettings Settings);

/// <summary>A finding of a publish check.</summary>
/// <param name="Severity">Whether the finding stops the publication.</param>
/// <param name="Code">A stable code; the admin looks up its text by the code.</param>
/// <param name="Arguments">Values for the text's placeholders.</param>
public sealed record PublishFinding(PublishSeverity Severity, string Code, params IReadOnlyList<object> Arguments);

/// <summary>The severity of a finding.</summary>
public enum PublishSeverity
{
    /// <summary>The finding is shown, and the settings are published.</summary>
    Warning,

    /// <summary>The settings are not published.</summary>
    Blocking,
}
