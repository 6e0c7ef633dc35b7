namespace IAfluence.Core.Foundation;

/// <summary>What a client's chatbots still do as its quota is used up.</summary>
public enum DegradeStep
{
    /// <summary>Everything.</summary>
    None,

    /// <summary>The route's cheaper models are asked first.</summary>
    Cheaper,

    /// <summary>No model that costs is asked: answers come from the cache and from the chatbot's knowledge.</summary>
    Knowledge,

    /// <summary>Visitors read the off-message.</summary>
    Off,
}

/// <summary>
/// At which share of a client's most used ceiling each step is taken. The last one has no figure of its own: the off-message comes where
/// a ceiling is reached. A step once taken stays until the period ends, because settled use never falls.
/// </summary>
/// <param name="CheaperPercent">1 to 100; null to leave the step out.</param>
/// <param name="KnowledgePercent">1 to 100; null to leave the step out.</param>
public sealed record DegradeLadder(int? CheaperPercent, int? KnowledgePercent)
{
    /// <summary>Cheaper from 70 percent, knowledge from 90.</summary>
    public static readonly DegradeLadder Default = new(70, 90);

    public DegradeStep StepAt(int percent) =>
        percent >= 100 ? DegradeStep.Off
        : percent >= KnowledgePercent ? DegradeStep.Knowledge
        : percent >= CheaperPercent ? DegradeStep.Cheaper
        : DegradeStep.None;

    /// <summary>What keeps it from being saved; fields are named <c>Ladder.CheaperPercent</c> and <c>Ladder.KnowledgePercent</c>.</summary>
    public IReadOnlyList<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (CheaperPercent is < 1 or > 100)
            errors.Add(new("Ladder.CheaperPercent", FieldErrors.OutOfRange, "1–100"));
        if (KnowledgePercent is < 1 or > 100)
            errors.Add(new("Ladder.KnowledgePercent", FieldErrors.OutOfRange, "1–100"));
        return errors;
    }
}
