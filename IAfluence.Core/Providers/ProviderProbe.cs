using System.Security.Cryptography;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Providers;

/// <summary>
/// Tests providers: calls a model like a chatbot does, and lists the models of a server. Providers and models that are off can be tested too. A test
/// belongs to no client: it has no ledger entry, counts against no quota and opens no incident. Its cost is part of the result and
/// is written to the log.
/// </summary>
public sealed partial class ProviderProbe(
    PlatformDocuments<Provider> providers, PlatformDocuments<Model> models, ChatClients clients, ModelListing listing, TimeProvider time, ILogger<ProviderProbe> log)
{
    /// <summary>Enough for a model that thinks before its first word; only used tokens are paid.</summary>
    private const int MaxOutputTokens = 256;

    /// <summary>Chatbots send a temperature, so the test sends one too: a model that rejects it is found here.</summary>
    private const float Temperature = 0.5f;

    private const string Question = "This is a connection test. Reply with the single word OK.";
    private const string Gone = "This provider or model no longer exists.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Calls a model of the provider once, for a short response.</summary>
    /// <param name="modelId">Null for the first model by key, preferably an active one. Without any model, the model list is tested instead.</param>
    public async Task<ProbeResult> TestAsync(ProviderId providerId, ModelId? modelId, CancellationToken ct)
    {
        if (await providers.FindOrNullAsync(providerId, ct) is not { } provider)
            return Failed(ProviderFailure.BadRequest, Gone);
        var own = await ModelsOfAsync(providerId, ct);
        if (modelId is { } asked)
            return own.Find(model => model.Id == asked) is { } model ? await TestAsync(provider, model, ct) : Failed(ProviderFailure.BadRequest, Gone);
        var first = own.OrderByDescending(model => model.Active).ThenBy(model => model.Key, StringComparer.Ordinal).FirstOrDefault();
        return first is not null ? await TestAsync(provider, first, ct) : await TestByListingAsync(provider, ct);
    }

    /// <summary>Calls a model once as the documents describe it, stored or not, so that a form can be tested before it is saved.</summary>
    public async Task<ProbeResult> TestAsync(Provider provider, Model model, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        ProbeResult result;
        try
        {
            using var chat = clients.Create(provider, model);
            result = await AskAsync(chat, model, started, linked.Token);
        }
        catch (ProviderException error)
        {
            result = Failed(error.Failure, error.Message) with { RetryAfter = error.RetryAfter };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            result = Failed(ProviderFailure.Timeout, "The provider did not finish in time.");
        }
        catch (CryptographicException)
        {
            result = Failed(ProviderFailure.Authentication, "The stored API key cannot be decrypted. Enter it again.");
        }
        catch (UriFormatException)
        {
            result = Failed(ProviderFailure.BadRequest, "The base address is not a valid URL.");
        }

        result = result with { ModelName = model.Name, Whole = time.GetElapsedTime(started) };
        Log.Tested(log, provider.Key, model.Key, result.Failure, (long)result.Whole.TotalMilliseconds, result.InputTokens, result.OutputTokens, result.CostMicros);
        return result;
    }

    /// <summary>Lists the models of the provider's server.</summary>
    public async Task<DiscoveryResult> DiscoverAsync(ProviderId providerId, CancellationToken ct)
    {
        if (await providers.FindOrNullAsync(providerId, ct) is not { } provider)
            return new DiscoveryResult { Outcome = DiscoveryOutcome.Failed, Failure = ProviderFailure.BadRequest, Detail = Gone };
        var configured = (await ModelsOfAsync(providerId, ct)).Select(model => model.Name).ToHashSet();
        return await listing.ListAsync(provider, configured, ct);
    }

    private async Task<ProbeResult> AskAsync(IChatClient chat, Model model, long started, CancellationToken ct)
    {
        var result = new ProbeResult();
        await foreach (var update in chat.GetStreamingResponseAsync([new(ChatRole.User, Question)], new ChatOptions { MaxOutputTokens = MaxOutputTokens, Temperature = Temperature }, ct))
        {
            if (result.FirstToken is null && update.Text.Length > 0)
                result = result with { FirstToken = time.GetElapsedTime(started) };
            if (update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details is not { } use)
                continue;
            var (input, cached, output) = (use.InputTokenCount ?? 0, use.CachedInputTokenCount ?? 0, use.OutputTokenCount ?? 0);
            result = result with { InputTokens = input, OutputTokens = output, CostMicros = model.Price.CostMicros(input, cached, output) };
        }

        return result;
    }

    private async Task<ProbeResult> TestByListingAsync(Provider provider, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var listed = await listing.ListAsync(provider, new HashSet<string>(), ct);
        return new ProbeResult
        {
            Whole = time.GetElapsedTime(started),
            Failure = listed.Outcome switch
            {
                DiscoveryOutcome.Listed => null,
                DiscoveryOutcome.CannotBeListed => ProviderFailure.BadRequest,
                _ => listed.Failure,
            },
            Detail = listed.Outcome == DiscoveryOutcome.CannotBeListed ? "There is no model to call. Add a deployment first." : listed.Detail,
        };
    }

    private async Task<List<Model>> ModelsOfAsync(ProviderId providerId, CancellationToken ct) =>
        (await models.ListAllAsync(ct)).FindAll(model => model.ProviderId == providerId && model.DeletedAt is null);

    private static ProbeResult Failed(ProviderFailure failure, string detail) => new() { Failure = failure, Detail = detail };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Test of {ProviderKey}, model {ModelKey}: failure {Failure}, {Milliseconds} ms, {InputTokens} tokens in, {OutputTokens} out, {CostMicros} micro-dollars")]
        public static partial void Tested(
            ILogger log, string providerKey, string modelKey, ProviderFailure? failure, long milliseconds, long? inputTokens, long? outputTokens, long? costMicros);
    }
}
