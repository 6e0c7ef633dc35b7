using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Dashboard;

/// <summary>The numbers on the dashboard.</summary>
/// <param name="Conversations">Conversations with a message in the last 24 hours.</param>
/// <param name="Month">The usage of models this month, in UTC.</param>
/// <param name="MonthStart">The start of the month.</param>
/// <param name="Chatbots">All chatbots, including inactive ones.</param>
/// <param name="ActiveChatbots">Active chatbots.</param>
public sealed record Figures(long Conversations, UsageFigures Month, DateTimeOffset MonthStart, long Chatbots, long ActiveChatbots);

/// <summary>Reads the numbers on the dashboard with indexed queries.</summary>
public sealed class DashboardFigures(ClientDocuments<Conversation> conversations, ClientDocuments<Chatbot> chatbots, UsageQuery usage, TimeProvider time)
{
    /// <param name="clientIds">The clients that the user can see.</param>
    /// <param name="pass">The pass of a user who can see all clients; null for others.</param>
    public async Task<Figures> ReadAsync(IReadOnlyList<ClientId> clientIds, PlatformPass? pass, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var (talked, all, active) = (0L, 0L, 0L);
        foreach (var clientId in clientIds)
        {
            talked += await conversations.CountAsync(clientId, Filter<Conversation>.Gte(conversation => conversation.LastMessageAt, now.AddDays(-1)), ct);
            var kept = Filter<Chatbot>.Eq(chatbot => chatbot.DeletingSince, null);
            all += await chatbots.CountAsync(clientId, kept, ct);
            active += await chatbots.CountAsync(clientId, kept & Filter<Chatbot>.Eq(chatbot => chatbot.Active, true), ct);
        }

        UsageScope scope = pass is null ? new UsageScope.Of(clientIds) : new UsageScope.Everywhere(pass);
        // Members see only the cost of their client's answers; platform users also see the cost of other calls.
        var filter = new UsageFilter(scope, month, UsageSpan.Day.Floor(now).AddDays(1)) { Purpose = pass is null ? AttemptPurpose.Reply : null };
        var used = await usage.TotalAsync(filter, ct);
        return new Figures(talked, used, month, all, active);
    }
}
