namespace IAfluence.Web.Pages.Clients;

/// <summary>What the form of a client's degrade ladder sends; an empty step is left out.</summary>
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
