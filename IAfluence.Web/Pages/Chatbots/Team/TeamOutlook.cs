using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Web.Pages.Chatbots.Team;

/// <summary>What visitors are offered while the team is available and while it is not.</summary>
/// <param name="Handover">Whether visitors can ask for a human while the team is available.</param>
/// <param name="Contact">Whether visitors can leave a message at any time.</param>
/// <param name="ByHours">Whether the team is available only at certain hours.</param>
/// <param name="Standing">Whether the team is available now, and until when.</param>
/// <param name="Now">The client's local time.</param>
public sealed record TeamOutlook(bool Handover, bool Contact, bool ByHours, HoursStanding Standing, DateTime Now)
{
    /// <param name="settings">Saved or unsaved; incomplete hours are ignored.</param>
    /// <param name="client">The client whose time zone is used.</param>
    public static TeamOutlook Of(ChatbotSettings settings, Client client, DateTimeOffset now)
    {
        var local = client.LocalTime(now);
        var standing = settings.Hours is { } hours
            ? new ChatbotHours { Intervals = [.. hours.Intervals.Where(interval => OpenInterval.MinuteOf(interval.From) is >= 0 and var from && OpenInterval.MinuteOf(interval.To) > from)] }.StandingAt(local)
            : new HoursStanding(true, null);
        return new TeamOutlook(settings.Handover, settings.Contact is not null, settings.Hours is not null, standing, local);
    }
}
