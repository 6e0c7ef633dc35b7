using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>What every page of one chatbot works with.</summary>
public sealed class ChatbotDesk(
    CurrentClient client, CurrentUser user, ChatbotService chatbots, ChatbotVersions versions,
    IStringLocalizer<ChatbotsTexts> texts, IStringLocalizer<SharedTexts> words, Times times)
{
    public CurrentClient Client => client;

    public CurrentUser User => user;

    public ChatbotService Chatbots => chatbots;

    public ChatbotVersions Versions => versions;

    public IStringLocalizer<ChatbotsTexts> Texts => texts;

    public IStringLocalizer<SharedTexts> Words => words;

    public Times Times => times;

    public bool MayEdit => client.Role == ClientRole.Manager;

    public async Task<(Chatbot Chatbot, ChatbotVersion Version)?> FindOrNullAsync(string chatbotId, CancellationToken ct) =>
        await chatbots.FindOrNullAsync(client.Id, ChatbotId.From(chatbotId), ct) is { } chatbot
        && await versions.FindPublishedOrNullAsync(client.Id, chatbot.Id, ct) is { } version
            ? (chatbot, version)
            : null;

    /// <summary>Saves an edit of the settings that the editor read; what the form leaves alone stays as it was read.</summary>
    public async Task<SaveOutcome<ChatbotVersion>> SaveAsync(
        Chatbot chatbot, long readNumber, Func<ChatbotSettings, ChatbotSettings> edit, bool insist, CancellationToken ct)
    {
        // A number that nobody read, from a form kept for very long: what stands now is the best to start from.
        var read = await versions.FindNumberOrNullAsync(client.Id, chatbot.Id, readNumber, ct)
            ?? await versions.FindPublishedOrNullAsync(client.Id, chatbot.Id, ct);
        return read is null
            ? SaveOutcome<ChatbotVersion>.Missing
            : await versions.SaveAsync(client.Id, chatbot.Id, read.Number, edit(read.Settings), user.Id, ct, insist);
    }
}
