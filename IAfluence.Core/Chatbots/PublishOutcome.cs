namespace IAfluence.Core.Chatbots;

/// <summary>The kind of outcome of a publication.</summary>
public enum PublishKind
{
    Published,

    /// <summary>There were no changes to publish.</summary>
    Unchanged,

    /// <summary>The chatbot does not exist.</summary>
    Missing,

    /// <summary>The settings break rules; see <see cref="PublishOutcome.Errors"/>.</summary>
    Invalid,

    /// <summary>The draft and a version published since changed the same settings to different values.</summary>
    Conflict,

    /// <summary>The draft was saved again after the user saw it.</summary>
    Moved,

    /// <summary>A check has a blocking finding.</summary>
    Refused,
}

/// <summary>The outcome of a publication.</summary>
/// <param name="Version">The published version, new or unchanged; null when missing.</param>
/// <param name="Errors">The broken rules.</param>
/// <param name="Findings">The findings of the checks, blocking or not.</param>
public sealed record PublishOutcome(PublishKind Kind, ChatbotVersion? Version, IReadOnlyList<FieldError> Errors, IReadOnlyList<PublishFinding> Findings)
{
    internal static PublishOutcome Of(PublishKind kind, ChatbotVersion? version = null) => new(kind, version, [], []);

    /// <summary>Whether visitors now get the settings that were to be published.</summary>
    public bool Succeeded => Kind is PublishKind.Published or PublishKind.Unchanged;
}
