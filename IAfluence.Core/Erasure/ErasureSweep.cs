using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Completes the deletions started by <see cref="ClientService.DeleteAsync"/> and <see cref="ChatbotService.DeleteAsync"/>. A deletion that
/// fails does not stop the others and is tried again at the next sweep.
/// </summary>
public sealed partial class ErasureSweep(
    PlatformDocuments<Client> clients, PlatformReaders readers, ClientErasure clientErasure, ChatbotErasure chatbotErasure, AppliedContentErasure applied,
    ILogger<ErasureSweep> logger)
{
    /// <summary>Processes all pending deletions.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var chatbots = readers.Open<Chatbot>(PlatformPass.ForJob("erasure"));
        var deleted = DocumentQuery<Chatbot>.Where(Filter<Chatbot>.Ne(chatbot => chatbot.DeletingSince, null)).Take(DocumentQuery<Chatbot>.MaxLimit);
        var goneChatbots = (await chatbots.ListAsync(deleted, ct)).Items;
        var gone = DocumentQuery<Client>.Where(Filter<Client>.Ne(client => client.DeletingSince, null)).Take(DocumentQuery<Client>.MaxLimit);
        var goneClients = (await clients.ListAsync(gone, ct)).Items;
        if (goneChatbots.Count + goneClients.Count == 0)
            return;
        // This must run first: after a crash, the next sweep finds a client or chatbot again only while its document exists.
        await applied.EraseDeletedAsync(ct);
        foreach (var chatbot in goneChatbots)
            await TryAsync(chatbot.ClientId, () => chatbotErasure.EraseAsync(chatbot, ct), ct);
        foreach (var client in goneClients)
            await TryAsync(client.Id, () => clientErasure.EraseAsync(client, ct), ct);
    }

    private async Task TryAsync(ClientId clientId, Func<Task> erase, CancellationToken ct)
    {
        try
        {
            await erase();
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Log.EraseFailed(logger, clientId, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A deletion in client {ClientId} failed; it is tried again at the next sweep")]
        public static partial void EraseFailed(ILogger logger, ClientId clientId, Exception error);
    }
}
