using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Dashboard;

/// <summary>The dashboard's figures.</summary>
/// <param name="Conversations">With a message in the last 24 hours.</param>
/// <param name="Month">What models were used for this month, by UTC.</param>
/// <param name="MonthStart">Its first instant.</param>
/// <param name="Chatbots">All, switched off ones too.</param>
/// <param name="ActiveChatbots">Those that answer.</param>
public sealed record Figures(long Conversations, UsageFigures Month, DateTimeOffset MonthStart, long Chatbots, long ActiveChatbots);

/// <summary>Reads the dashboard's figures along indexes.</summary>
public sealed class DashboardFigures(ClientDocuments<Conversation> conversations, ClientDocuments<Chatbot> chatbots, UsageQuery usage, TimeProvider time)
{
    /// <param name="clientIds">The clients the user sees.</param>
    /// <param name="pass">Of a user who sees all of them.</param>
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
        // A member sees what the client's answers took; the agency also what it pays beside them.
        var filter = new UsageFilter(scope, month, UsageSpan.Day.Floor(now).AddDays(1)) { Purpose = pass is null ? AttemptPurpose.Reply : null };
        var used = await usage.TotalAsync(filter, ct);
        return new Figures(talked, used, month, all, active);
    }
}
