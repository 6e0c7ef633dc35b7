using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Clients;

/// <summary>A client of the agency: the tenant that owns chatbots, conversations and all below them.</summary>
public sealed record Client : PlatformDocument<ClientId>
{
    public static readonly CollectionDefinition<Client> Collection = new CollectionDefinition<Client>("clients")
        .Unique(client => client.Key)
        .Index(client => client.NameSortKey)
        .ErasedByStep("The client itself goes last, when nothing that was under way can write any more.");

    /// <summary>Its name in the bootstrap file and in exports: lower-case letters, digits and hyphens; unique.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The folded name, by which lists are sorted (<see cref="SortKeys.Of"/>).</summary>
    public required string NameSortKey { get; init; }

    /// <summary>The language new chatbots start with: fr or en.</summary>
    public required string Locale { get; init; }

    /// <summary>An IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The route of its chatbots that have none; null for the installation's.</summary>
    public IReadOnlyList<ModelId>? DefaultRoute { get; init; }

    /// <summary>Who may process what its visitors write; null for every provider.</summary>
    public AllowedProcessors? AllowedProcessors { get; init; }

    /// <summary>How long its conversations are kept; null for the installation's figure.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The ceiling on what its chatbots use together; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>What its chatbots do as the quota is used up; null for the product's steps.</summary>
    public DegradeLadder? Ladder { get; init; }

    /// <summary>When off, its chatbots answer nobody.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Whether its widgets show no vendor brand; what it pays for, so the platform's people say so.</summary>
    public bool WithoutBrand { get; init; }

    /// <summary>Set while its deletion is being carried out; it is then shown nowhere.</summary>
    public DateTimeOffset? DeletingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time on the client's walls.</summary>
    public DateTime LocalTime(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).DateTime;
}
