using IAfluence.Core.Clients;

namespace IAfluence.Core.Chatbots;

/// <summary>Looks at settings before they are published. Every registered check is asked; a blocking finding keeps the draft from being published.</summary>
public interface IPublishCheck
{
    /// <returns>Empty when there is nothing to say.</returns>
    Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct);
}

/// <summary>What is to be published.</summary>
public sealed record PublishSubject(Client Client, Chatbot Chatbot, ChatbotSettings Settings);

/// <summary>Something that a check has to say.</summary>
/// <param name="Severity">Whether it keeps the draft from being published.</param>
/// <param name="Code">Stable; the admin's text is found under it.</param>
/// <param name="Arguments">What the text's placeholders stand for.</param>
public sealed record PublishFinding(PublishSeverity Severity, string Code, params IReadOnlyList<object> Arguments);

/// <summary>How much a finding weighs.</summary>
public enum PublishSeverity
{
    /// <summary>It is told, and the settings are published.</summary>
    Warning,

    /// <summary>The settings are not published.</summary>
    Blocking,
}
