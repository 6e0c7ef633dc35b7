using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IAfluence.Core.Providers.Http;
using IAfluence.Core.Providers.OpenAi;

namespace IAfluence.Core.Providers;

/// <summary>Calls the embeddings API of a provider: POST /embeddings, as OpenAI defines it.</summary>
public sealed class ModelEmbeddings(ChatClients clients, TimeProvider time)
{
    private const int MaxErrorBytes = 64 * 1024;
    private const long MaxBytes = 32 << 20;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The addresses of servers that refuse the option <c>encoding_format</c>.</summary>
    private readonly ConcurrentDictionary<Uri, bool> _withoutFormat = new();

    /// <param name="texts">At least one; no text is empty.</param>
    /// <param name="dimensions">The length of the vectors, for models that support several; null for the model's own.</param>
    /// <returns>The vectors as the server sent them, in the order of the texts. Their number and their values are not checked.</returns>
    /// <exception cref="ProviderException">The provider was not reached, refused the request, or sent data that cannot be read.</exception>
    public async Task<Embeddings> EmbedAsync(ResolvedModel model, IReadOnlyList<string> texts, int? dimensions, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        if (model.Provider.Kind != ProviderKind.OpenAi)
            throw new ProviderException(ProviderFailure.BadRequest, $"Provider '{model.Provider.Key}' has no embeddings API. Use a provider of kind openai.");
        var endpoint = EndpointOf(model);
        try
        {
            var withFormat = !_withoutFormat.ContainsKey(endpoint.Address);
            var (embeddings, failure, namesFormat) = await SendAsync(model, endpoint, texts, dimensions, withFormat, ct);
            if (namesFormat && withFormat)
            {
                // A refused request costs nothing. Floats are the default of most servers, and base64 is read as well.
                (embeddings, failure, _) = await SendAsync(model, endpoint, texts, dimensions, withFormat: false, ct);
                if (failure is null)
                    _withoutFormat[endpoint.Address] = true;
            }

            return embeddings ?? throw failure!;
        }
        catch (Exception error) when (error is not ProviderException && CallFailures.OfOrNull(error, ct) is { } failure)
        {
            throw failure;
        }
    }

    private ChatEndpoint EndpointOf(ResolvedModel model)
    {
        const string chatPath = "/chat/completions";
        var chat = ChatEndpoint.Of(model.Provider, model.Model.Name, clients.KeyOf(model.Provider));
        var address = new UriBuilder(chat.Address) { Path = chat.Address.AbsolutePath[..^chatPath.Length] + "/embeddings" };
        return chat with { Address = address.Uri };
    }

    private async Task<(Embeddings? Embeddings, ProviderException? Failure, bool NamesFormat)> SendAsync(
        ResolvedModel model, ChatEndpoint endpoint, IReadOnlyList<string> texts, int? dimensions, bool withFormat, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address)
        {
            Content = new ReadOnlyMemoryContent(EmbeddingsJson.Write(model.Model.Name, texts, dimensions, withFormat)) { Headers = { ContentType = Json } },
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        endpoint.Authenticate(request.Headers);
        using var response = await clients.PoolOf(model.Provider).SendAsync(request, ct);
        if ((int)response.StatusCode is >= 300 and < 400)
            throw CallFailures.OfRedirect(endpoint.Address);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var error = VendorError.Read((int)response.StatusCode, await CallFailures.ReadBodyAsync(response, MaxErrorBytes, ct), endpoint.ApiKey);
            return (null, CallFailures.Of(error, response, time), error.Names("encoding_format"));
        }

        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        if (EmbeddingsJson.ReadOrNull(json.RootElement) is { } embeddings)
            return (embeddings, null, false);
        // Some servers send an error with status 200.
        var inBody = VendorError.Read((int)HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(json.RootElement), endpoint.ApiKey);
        return (null, CallFailures.Of(inBody, response, time), false);
    }
}

/// <summary>The response of an embeddings API.</summary>
/// <param name="Vectors">In the order of the texts.</param>
/// <param name="Tokens">The tokens that the provider bills; null when it does not report them.</param>
public sealed record Embeddings(IReadOnlyList<float[]> Vectors, long? Tokens);
