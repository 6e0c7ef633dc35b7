using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>How long conversations are kept where the client sets no figure.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Retention";

    /// <summary>Days after a conversation's last message.</summary>
    [Range(1, 36500, ErrorMessage = "Retention:Days: a number of days from 1 to 36500.")]
    public int Days { get; set; } = 365;
}
