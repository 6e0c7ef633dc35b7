using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>The pace of messages on the widget API.</summary>
public sealed class RateLimitOptions
{
    public const string SectionName = "RateLimits";

    /// <summary>Off only for load tests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Messages a minute from one address.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PerAddressPerMinute: give a whole number from 1 to 1000000.")]
    public int PerAddressPerMinute { get; set; } = 60;

    /// <summary>Messages a minute of one visitor, known by token.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PerVisitorPerMinute: give a whole number from 1 to 1000000.")]
    public int PerVisitorPerMinute { get; set; } = 20;
}
