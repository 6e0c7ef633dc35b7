using System.ComponentModel.DataAnnotations;

namespace IAfluence.Web.Hosting;

/// <summary>Configures the rate limits for messages in the widget API.</summary>
public sealed class RateLimitOptions
{
    public const string SectionName = "RateLimits";

    /// <summary>True by default; set to false only for load tests.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Messages per minute from one network address; 60 by default.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PerAddressPerMinute: the value is out of range. Use an integer from 1 to 1000000.")]
    public int PerAddressPerMinute { get; set; } = 60;

    /// <summary>Messages per minute of one visitor, identified by token; 20 by default.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PerVisitorPerMinute: the value is out of range. Use an integer from 1 to 1000000.")]
    public int PerVisitorPerMinute { get; set; } = 20;
}
