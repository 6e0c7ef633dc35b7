using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Knowledge;

/// <summary>How much retrieval may take of the machine.</summary>
public sealed class KnowledgeOptions
{
    public const string SectionName = "Knowledge";

    /// <summary>
    /// Memory for the vectors of passages, over all chatbots, in MiB; 1.5 KiB a passage. Chatbots beyond it are read from disk when they are asked
    /// again; one that does not fit by itself is searched by its words first.
    /// </summary>
    [Range(8, 65_536, ErrorMessage = "Knowledge:VectorMemoryMegabytes: a number from 8 to 65536.")]
    public int VectorMemoryMegabytes { get; set; } = 96;
}
