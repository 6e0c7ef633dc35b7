using IAfluence.Core.Clients;

namespace IAfluence.Web.Pages.Clients;

/// <summary>The client form.</summary>
public sealed class ClientForm
{
    /// <summary>The suggested time zones; any other IANA name can be typed.</summary>
    public static readonly IReadOnlyList<string> TimeZones =
    [
        "Europe/Paris", "Europe/Brussels", "Europe/Luxembourg", "Europe/Zurich", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Madrid",
        "Europe/Rome", "Europe/Berlin", "Europe/Amsterdam", "Europe/Vienna", "Europe/Warsaw", "Europe/Stockholm", "Europe/Athens", "Africa/Casablanca",
        "Africa/Algiers", "Africa/Tunis", "Africa/Dakar", "Africa/Abidjan", "America/Montreal", "America/New_York", "America/Chicago", "America/Denver",
        "America/Los_Angeles", "America/Martinique", "America/Guadeloupe", "America/Cayenne", "America/Sao_Paulo", "Indian/Reunion", "Indian/Mauritius",
        "Asia/Dubai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Noumea", "Pacific/Tahiti", "UTC",
    ];

    public long ReadVersion { get; set; }

    public string? Name { get; set; }

    public string? Locale { get; set; }

    public string? TimeZone { get; set; }

    public int? RetentionDays { get; set; }

    public static ClientForm Of(Client client) => new()
    {
        ReadVersion = client.Version,
        Name = client.Name,
        Locale = client.Locale,
        TimeZone = client.TimeZone,
        RetentionDays = client.RetentionDays,
    };

    public ClientSettings ApplyTo(ClientSettings settings) => settings with
    {
        Name = Name ?? "",
        Locale = Locale ?? "",
        TimeZone = TimeZone ?? "",
        RetentionDays = RetentionDays,
    };
}
