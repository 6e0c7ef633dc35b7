using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Web.Pages.Chatbots.Team;

/// <summary>What visitors meet: whether the team is there now, what they are offered while it is and while it is not.</summary>
/// <param name="Handover">They may ask for a person while the team is there.</param>
/// <param name="Contact">They may leave a message at any time.</param>
/// <param name="ByHours">The team is there at certain hours only.</param>
/// <param name="Standing">Whether it is there now, and until when.</param>
/// <param name="Now">The time where the client is.</param>
public sealed record TeamOutlook(bool Handover, bool Contact, bool ByHours, HoursStanding Standing, DateTime Now)
{
    /// <param name="settings">Saved or not; hours that are still being typed do not count.</param>
    /// <param name="client">By whose clock.</param>
    public static TeamOutlook Of(ChatbotSettings settings, Client client, DateTimeOffset now)
    {
        var local = client.LocalTime(now);
        var standing = settings.Hours is { } hours
            ? new ChatbotHours { Intervals = [.. hours.Intervals.Where(interval => OpenInterval.MinuteOf(interval.From) is >= 0 and var from && OpenInterval.MinuteOf(interval.To) > from)] }.StandingAt(local)
            : new HoursStanding(true, null);
        return new TeamOutlook(settings.Handover, settings.Contact is not null, settings.Hours is not null, standing, local);
    }
}
