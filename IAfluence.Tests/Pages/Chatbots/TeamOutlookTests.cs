using System.Globalization;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;
using IAfluence.Web.Pages.Chatbots.Team;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>Whether the team is there, and until when, by the clock of the client's own town.</summary>
public sealed class TeamOutlookTests
{
    private static readonly OpenInterval[] _shop =
    [
        .. Enumerable.Range(0, 5).SelectMany(day => new OpenInterval[] { new(day, "09:00", "12:00"), new(day, "14:00", "18:00") }), new(5, "20:00", "24:00"), new(6, "00:00", "02:00"),
    ];

    private static readonly Client _martin = new()
    {
        Id = new ClientId("martin"),
        Key = "martin",
        Name = "Martin",
        NameSortKey = "martin",
        Locale = "fr",
        TimeZone = "Europe/Paris",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    [Theory]
    [InlineData("2026-11-24T10:00+01:00", true, "2026-11-24T12:00")]
    [InlineData("2026-11-24T12:00+01:00", false, "2026-11-24T14:00")]
    [InlineData("2026-11-24T18:00+01:00", false, "2026-11-25T09:00")]
    [InlineData("2026-11-24T08:30+00:00", true, "2026-11-24T12:00")]
    [InlineData("2026-11-27T19:00+01:00", false, "2026-11-28T20:00")]
    [InlineData("2026-11-28T23:00+01:00", true, "2026-11-29T02:00")]
    [InlineData("2026-11-29T02:00+01:00", false, "2026-11-30T09:00")]
    [InlineData("2026-03-29T01:30+01:00", true, "2026-03-29T02:00")]
    public void Team_is_open_or_closed_until_an_instant(string now, bool open, string until)
    {
        var outlook = TeamOutlook.Of(Open(_shop), _martin, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal((open, (DateTime?)DateTime.Parse(until, CultureInfo.InvariantCulture)), Seen(outlook));
    }

    [Fact]
    public void Without_hours_it_is_always_there() =>
        Assert.Equal((true, null), Seen(TeamOutlook.Of(Catalog.Accueil, _martin, DateTimeOffset.UnixEpoch)));

    [Fact]
    public void Open_all_week_round_it_never_closes() =>
        Assert.Equal((true, null), Seen(TeamOutlook.Of(Open([.. Enumerable.Range(0, 7).Select(day => new OpenInterval(day, "00:00", "24:00"))]), _martin, DateTimeOffset.UnixEpoch)));

    [Fact]
    public void With_no_period_it_never_opens() => Assert.Equal((false, null), Seen(TeamOutlook.Of(Open([]), _martin, DateTimeOffset.UnixEpoch)));

    private static (bool Open, DateTime? Until) Seen(TeamOutlook outlook) => (outlook.Standing.Open, outlook.Standing.ChangesAt);

    private static ChatbotSettings Open(OpenInterval[] intervals) => Catalog.Accueil with { Hours = new ChatbotHours { Intervals = intervals } };
}
