using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Replies.Conversations;

/// <summary>The retention of conversations for clients that set none of their own.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Retention";

    /// <summary>Days after the last message of a conversation; from 1 to 36500, by default 365.</summary>
    [Range(1, 36500, ErrorMessage = "Retention:Days: the value is out of range. Use an integer from 1 to 36500.")]
    public int Days { get; set; } = 365;
}
