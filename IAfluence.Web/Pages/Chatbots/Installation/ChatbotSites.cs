using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>
/// Reads the sites that recently requested a chatbot without being allowed, and the sites whose plugin contacted this installation.
/// </summary>
public sealed class ChatbotSites(RefusedOrigins refused, SiteContacts contacts)
{
    /// <param name="allowed">The allowed origins. Refused origins that have been allowed since are left out.</param>
    public async Task<IReadOnlyList<RefusedOrigin>> ListRefusedAsync(Chatbot chatbot, IReadOnlyList<string> allowed, CancellationToken ct) =>
        [.. (await refused.ListAsync(chatbot.ClientId, chatbot.Id, ct)).Where(entry => !OriginPolicy.Allows(allowed, entry.Origin))];

    public Task DismissAsync(Chatbot chatbot, string origin, CancellationToken ct) => refused.DismissAsync(chatbot.ClientId, chatbot.Id, origin, ct);

    public Task<IReadOnlyList<SiteContact>> ListContactsAsync(Chatbot chatbot, CancellationToken ct) => contacts.ListAsync(chatbot.ClientId, chatbot.Id, ct);
}

/// <summary>One line of the list of allowed sites.</summary>
/// <param name="Origin">The origin as stored.</param>
/// <param name="IsPublished">Whether the published version allows the origin.</param>
/// <param name="IsDrafted">Whether the draft allows the origin.</param>
public sealed record SiteLine(string Origin, bool IsPublished, bool IsDrafted);
