namespace IAfluence.Core.Chatbots;

/// <summary>How publishing ended.</summary>
public enum PublishKind
{
    Published,

    /// <summary>There was nothing to publish.</summary>
    Unchanged,

    /// <summary>There is no such chatbot.</summary>
    Missing,

    /// <summary>The settings break rules; <see cref="PublishOutcome.Errors"/> says which.</summary>
    Invalid,

    /// <summary>The draft changes settings that a version published since has changed to something else.</summary>
    Conflict,

    /// <summary>The draft was saved again after the person saw it.</summary>
    Moved,

    /// <summary>A check has a blocking finding.</summary>
    Refused,
}

/// <summary>The outcome of publishing as a value.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Version">The published version, new or as it stood; null when missing.</param>
/// <param name="Errors">The rules that the settings break.</param>
/// <param name="Findings">What the checks had to say, blocking or not.</param>
public sealed record PublishOutcome(PublishKind Kind, ChatbotVersion? Version, IReadOnlyList<FieldError> Errors, IReadOnlyList<PublishFinding> Findings)
{
    internal static PublishOutcome Of(PublishKind kind, ChatbotVersion? version = null) => new(kind, version, [], []);

    /// <summary>Whether what was to be published is what visitors get.</summary>
    public bool Succeeded => Kind is PublishKind.Published or PublishKind.Unchanged;
}
