namespace IAfluence.Core.Foundation;

/// <summary>The level of service of a client's chatbots as its quota is used up.</summary>
public enum DegradeStep
{
    /// <summary>Full service.</summary>
    None,

    /// <summary>The route's cheaper models are tried first.</summary>
    Cheaper,

    /// <summary>No paid model is called; answers come from the cache and from the chatbot's knowledge.</summary>
    Knowledge,

    /// <summary>Visitors see the off-message.</summary>
    Off,
}

/// <summary>
/// The usage percentages at which each step starts, based on the client's most used limit. The off-message always starts at 100 percent. A
/// step lasts until the period ends, because settled usage never decreases.
/// </summary>
/// <param name="CheaperPercent">1 to 100; null to skip the step.</param>
/// <param name="KnowledgePercent">1 to 100; null to skip the step.</param>
public sealed record DegradeLadder(int? CheaperPercent, int? KnowledgePercent)
{
    /// <summary>Cheaper models from 70 percent, knowledge only from 90 percent.</summary>
    public static readonly DegradeLadder Default = new(70, 90);

    public DegradeStep StepAt(int percent) =>
        percent >= 100 ? DegradeStep.Off
        : percent >= KnowledgePercent ? DegradeStep.Knowledge
        : percent >= CheaperPercent ? DegradeStep.Cheaper
        : DegradeStep.None;

    /// <summary>Validates the ladder. Fields are named <c>Ladder.CheaperPercent</c> and <c>Ladder.KnowledgePercent</c>.</summary>
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
