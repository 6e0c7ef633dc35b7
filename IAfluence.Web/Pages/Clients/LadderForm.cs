namespace IAfluence.Web.Pages.Clients;

/// <summary>The degrade ladder form; an empty step is off.</summary>
public sealed class LadderForm
{
    public int? CheaperPercent { get; set; }

    public int? KnowledgePercent { get; set; }

    public DegradeLadder Ladder => new(CheaperPercent, KnowledgePercent);

    public static LadderForm Of(DegradeLadder? ladder) => new()
    {
        CheaperPercent = (ladder ?? DegradeLadder.Default).CheaperPercent,
        KnowledgePercent = (ladder ?? DegradeLadder.Default).KnowledgePercent,
    };
}
