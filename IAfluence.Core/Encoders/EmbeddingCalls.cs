using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Encoders;

/// <summary>Makes metered calls of the embedding model of <see cref="EncoderOptions"/>. The agency pays for them.</summary>
internal sealed class EmbeddingCalls(
    MeteredCalls calls, ModelEmbeddings embeddings, ProviderCatalog catalog, PlatformDocuments<Client> clients, IOptions<EncoderOptions> options, TimeProvider time)
{
    private readonly EncoderOptions _options = options.Value;

    /// <summary>Makes one call.</summary>
    /// <param name="texts">One batch of the request, already cut.</param>
    /// <param name="timeout">The time limit of the call to the provider.</param>
    /// <exception cref="EncoderUnavailableException">The call was refused or failed. A call that was made is in the ledger.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(EncodingRequest request, IReadOnlyList<string> texts, TimeSpan timeout, CancellationToken ct)
    {
        var model = FindModel();
        var client = await clients.FindOrNullAsync(request.ClientId, ct)
            ?? throw new EncoderUnavailableException("The client no longer exists.") { Trouble = EncoderTrouble.ProcessorNotAllowed };
        var made = await calls.RunAsync(
            new CallRequest
            {
                Client = client,
                ChatbotId = request.ChatbotId,
                Model = model,
                Purpose = AttemptPurpose.Embedding,
                EstimatedInputTokens = texts.Sum(text => TokenEstimator.Estimate(text)),
            },
            async (meter, ended) =>
            {
                using var late = new CancellationTokenSource(timeout, time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(ended, late.Token);
                var embedded = await embeddings.EmbedAsync(model, texts, _options.Dimensions, linked.Token);
                // The provider bills vectors that cannot be used as well.
                if (embedded.Tokens is { } tokens)
                    meter.Report(tokens, 0, 0);
                return EncodedVectors.Checked(embedded.Vectors, texts.Count, _options.Dimensions);
            },
            ct);
        return made is { IsCompleted: true, Value: { } vectors } ? vectors : throw Unavailable(made, client, model);
    }

    private ResolvedModel FindModel()
    {
        var models = catalog.Models.Where(model => model.Provider.Key == _options.Provider).ToList();
        return models.Find(model => model.Model.Name == _options.Model)
            ?? throw new EncoderUnavailableException(models.Count == 0
                ? $"There is no provider '{_options.Provider}' with an active model. Add or switch on the provider and its model '{_options.Model}' under LLM in the admin, or change Encoder:Provider."
                : $"Provider '{_options.Provider}' has no active model '{_options.Model}'. Add or switch on the model, with its price, under LLM in the admin, or change Encoder:Model.")
            {
                Trouble = EncoderTrouble.NotSetUp,
            };
    }

    private static EncoderUnavailableException Unavailable<T>(MeteredResult<T> made, Client client, ResolvedModel model)
    {
        var named = $"Provider '{model.Provider.Key}', model '{model.Model.Name}'";
        return made.Refusal switch
        {
            CallRefusal.ProcessorNotAllowed => new($"{named}: client '{client.Key}' does not allow this provider to process its texts.") { Trouble = EncoderTrouble.ProcessorNotAllowed },
            CallRefusal.QuotaUsedUp => new($"{named}: the quota of the model or of the provider is used up.") { Trouble = EncoderTrouble.QuotaUsedUp },
            _ => new($"{named}: {Reason(made)}", made.Error)
            {
                Trouble = TroubleOf(made.Failure),
                Failure = made.Failure,
                RetryAfter = (made.Error as ProviderException)?.RetryAfter,
            },
        };
    }

    private static string Reason<T>(MeteredResult<T> made) => made.Failure switch
    {
        ProviderFailure.Timeout => "the server did not respond in time.",
        ProviderFailure.Authentication => $"the API key was refused. Check the key of the provider. {made.Error?.Message}",
        _ => made.Error?.Message ?? "the call failed.",
    };

    private static EncoderTrouble TroubleOf(ProviderFailure? failure) => failure switch
    {
        ProviderFailure.QuotaExhausted => EncoderTrouble.QuotaUsedUp,
        ProviderFailure.Authentication => EncoderTrouble.KeyRefused,
        ProviderFailure.RateLimited or ProviderFailure.Overloaded or ProviderFailure.Timeout => EncoderTrouble.Busy,
        ProviderFailure.BadRequest or ProviderFailure.ContextTooLong or ProviderFailure.ContentRefused => EncoderTrouble.TextsRefused,
        _ => EncoderTrouble.Failed,
    };
}
