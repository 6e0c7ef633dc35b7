using IAfluence.Core.Bootstrap;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Erasure;

/// <summary>
/// Carries out what <see cref="ClientService.DeleteAsync"/> and <see cref="ChatbotService.DeleteAsync"/> began. One deletion that fails does
/// not keep the others, and is tried again at the next sweep.
/// </summary>
public sealed partial class ErasureSweep(
    PlatformDocuments<Client> clients, PlatformReaders readers, ClientErasure clientErasure, ChatbotErasure chatbotErasure, AppliedContents applied,
    ILogger<ErasureSweep> logger)
{
    /// <summary>Erases what there is to erase now.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var chatbots = readers.Open<Chatbot>(PlatformPass.ForJob("erasure"));
        var deleted = Query<Chatbot>.Where(Filter<Chatbot>.Ne(chatbot => chatbot.DeletingSince, null)).Take(Query<Chatbot>.MaxLimit);
        foreach (var chatbot in (await chatbots.ListAsync(deleted, ct)).Items)
            await TryAsync(chatbot.ClientId, () => chatbotErasure.EraseAsync(chatbot, ct), ct);
        var gone = Query<Client>.Where(Filter<Client>.Ne(client => client.DeletingSince, null)).Take(Query<Client>.MaxLimit);
        foreach (var client in (await clients.ListAsync(gone, ct)).Items)
            await TryAsync(client.Id, () => clientErasure.EraseAsync(client, ct), ct);
        await applied.ForgetGoneAsync(ct);
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
        [LoggerMessage(1, LogLevel.Error, "A deletion of client {ClientId} broke off; it is tried again at the next sweep")]
        public static partial void EraseFailed(ILogger logger, ClientId clientId, Exception error);
    }
}
