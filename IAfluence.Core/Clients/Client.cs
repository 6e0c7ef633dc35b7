using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Clients;

/// <summary>A client of the agency: the tenant, which owns chatbots, conversations and all their data.</summary>
public sealed record Client : PlatformDocument<ClientId>
{
    public static readonly CollectionDefinition<Client> Collection = new CollectionDefinition<Client>("clients")
        .Unique(client => client.Key)
        .Index(client => client.NameSortKey)
        .ErasedByStep("The client document is deleted last, when no running operation can write any more.");

    /// <summary>The key in the bootstrap file and in exports: lowercase letters, digits and hyphens; unique.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The folded name, used to sort lists (<see cref="SortKeys.Of"/>).</summary>
    public required string NameSortKey { get; init; }

    /// <summary>The default language of new chatbots: fr or en.</summary>
    public required string Locale { get; init; }

    /// <summary>An IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The route of chatbots without a route of their own; null to use the installation's.</summary>
    public IReadOnlyList<ModelId>? DefaultRoute { get; init; }

    /// <summary>The providers that may process visitors' messages; null for every provider.</summary>
    public AllowedProcessors? AllowedProcessors { get; init; }

    /// <summary>How many days conversations are kept; null to use the installation's setting.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The quota for all chatbots together; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>How chatbots degrade as the quota is used up; null to use the product's default steps.</summary>
    public DegradeLadder? Ladder { get; init; }

    /// <summary>When false, the client's chatbots do not answer.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Whether the widgets hide the vendor's brand. A paid option, so only platform users set it.</summary>
    public bool WithoutBrand { get; init; }

    /// <summary>Set while the client is being deleted; it is then not visible anywhere.</summary>
    public DateTimeOffset? DeletingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Converts an instant to the client's local time.</summary>
    public DateTime LocalTime(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).DateTime;
}
