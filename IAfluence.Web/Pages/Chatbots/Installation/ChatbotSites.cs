using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>The sites that a chatbot has to do with, beside those it is allowed on: where it was refused of late, and whose plugin has spoken.</summary>
public sealed class ChatbotSites(RefusedOrigins refused, SiteContacts contacts)
{
    /// <param name="allowed">Where visitors are answered now; what was refused before and is allowed since is left out.</param>
    public async Task<IReadOnlyList<RefusedOrigin>> ListRefusedAsync(Chatbot chatbot, IReadOnlyList<string> allowed, CancellationToken ct) =>
        [.. (await refused.ListAsync(chatbot.ClientId, chatbot.Id, ct)).Where(entry => !OriginPolicy.Allows(allowed, entry.Origin))];

    public Task DismissAsync(Chatbot chatbot, string origin, CancellationToken ct) => refused.DismissAsync(chatbot.ClientId, chatbot.Id, origin, ct);

    public Task<IReadOnlyList<SiteContact>> ListContactsAsync(Chatbot chatbot, CancellationToken ct) => contacts.ListAsync(chatbot.ClientId, chatbot.Id, ct);
}

/// <summary>One allowed site of the list.</summary>
/// <param name="Origin">As it is stored.</param>
/// <param name="IsPublished">Whether visitors are answered there today.</param>
/// <param name="IsDrafted">Whether they are once the draft is published.</param>
public sealed record SiteLine(string Origin, bool IsPublished, bool IsDrafted);
