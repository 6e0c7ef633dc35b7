using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using IAfluence.Core.Providers.Anthropic;
using IAfluence.Core.Providers.Http;
using IAfluence.Core.Providers.OpenAi;

namespace IAfluence.Core.Providers;

/// <summary>Lists the models of a server: GET /models, or the list of Ollama's own API for older versions.</summary>
public sealed class ModelListing(ChatClients clients, TimeProvider time)
{
    private const int MaxBytes = 4 << 20;
    private const int MaxModels = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Parts of names of models that do not chat.</summary>
    private static readonly string[] OtherTrades =
    [
        "embed", "whisper", "tts", "dall-e", "moderation", "-image", "image-", "transcribe", "realtime", "rerank", "ocr", "guard", "sora", "-audio", "bge-", "babbage", "davinci",
        "stable-diffusion", "orpheus",
    ];

    /// <param name="provider">The provider whose server is called.</param>
    /// <param name="configured">The names of the models that the provider already has.</param>
    public async Task<DiscoveryResult> ListAsync(Provider provider, IReadOnlySet<string> configured, CancellationToken ct)
    {
        if (provider.Kind == ProviderKind.Builtin)
            return Listed([(BuiltinProvider.Key, null, true)], configured);
        using var patience = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            if (AddressOf(provider) is not { } asked)
                return new DiscoveryResult { Outcome = DiscoveryOutcome.CannotBeListed };
            var (status, body) = await GetAsync(provider, asked.Address, asked.Authenticate, linked.Token);
            if (status == HttpStatusCode.NotFound && provider.Kind == ProviderKind.OpenAi && asked.Address.AbsolutePath.EndsWith("/v1/models", StringComparison.Ordinal))
            {
                var tags = new UriBuilder(asked.Address) { Path = asked.Address.AbsolutePath[..^"/v1/models".Length] + "/api/tags" };
                var (tagsStatus, tagsBody) = await GetAsync(provider, tags.Uri, asked.Authenticate, linked.Token);
                if (tagsStatus == HttpStatusCode.OK)
                    (status, body) = (tagsStatus, tagsBody);
            }

            return status == HttpStatusCode.OK
                ? Listed(Read(body), configured)
                : Failed(CallFailures.Of(VendorError.Read((int)status, body, clients.KeyOf(provider)), null, time));
        }
        catch (Exception error) when ((error as ProviderException ?? CallFailures.OfOrNull(error, ct)) is { } failure)
        {
            return Failed(failure);
        }
        catch (CryptographicException)
        {
            return Failed(new ProviderException(ProviderFailure.Authentication, "The stored API key cannot be decrypted. Enter it again."));
        }
        catch (UriFormatException)
        {
            return Failed(new ProviderException(ProviderFailure.BadRequest, "The base address is not a valid URL."));
        }
    }

    /// <returns>Null when a list would not name the models that can be called.</returns>
    private (Uri Address, Action<HttpRequestHeaders> Authenticate)? AddressOf(Provider provider)
    {
        if (provider.Kind == ProviderKind.Anthropic)
        {
            var messages = MessagesEndpoint.Of(provider, clients.KeyOf(provider));
            return (Sibling(messages.Address, "/messages", "limit=1000"), messages.Authenticate);
        }

        var chat = ChatEndpoint.Of(provider, "-", clients.KeyOf(provider));
        return chat.IsAzure ? null : (Sibling(chat.Address, "/chat/completions", null), chat.Authenticate);
    }

    private static Uri Sibling(Uri called, string path, string? query)
    {
        var address = new UriBuilder(called) { Path = called.AbsolutePath[..^path.Length] + "/models" };
        if (query is not null)
            address.Query = query;
        return address.Uri;
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(Provider provider, Uri address, Action<HttpRequestHeaders> authenticate, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        authenticate(request.Headers);
        using var response = await clients.PoolOf(provider).SendAsync(request, ct);
        if ((int)response.StatusCode is >= 300 and < 400)
            throw CallFailures.OfRedirect(address);
        return (response.StatusCode, await CallFailures.ReadBodyAsync(response, MaxBytes, ct));
    }

    /// <summary>Reads {"data":[{"id"}]} (OpenAI and most others), {"models":[{"name"}]} (Ollama) or a bare list.</summary>
    private static List<(string Name, string? DisplayName, bool Chats)> Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root
            : root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("data", out var found) || root.TryGetProperty("models", out found)) && found.ValueKind == JsonValueKind.Array ? found
            : throw new ProviderException(ProviderFailure.BadRequest, "The response is not a list of models. Check the base address.");
        var models = new List<(string, string?, bool)>();
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(MaxModels))
        {
            // Groq lists models that it has switched off.
            if (item.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.False)
                continue;
            if ((Text(item, "id") ?? Text(item, "name")) is { } name)
                models.Add((name, Text(item, "display_name"), Chats(item, name)));
        }

        return models;
    }

    private static bool Chats(JsonElement item, string name) =>
        // Mistral states it; for others the name decides.
        item.TryGetProperty("capabilities", out var capabilities) && capabilities.ValueKind == JsonValueKind.Object && capabilities.TryGetProperty("completion_chat", out var chats)
            ? chats.ValueKind == JsonValueKind.True
            : !OtherTrades.Any(trade => name.Contains(trade, StringComparison.OrdinalIgnoreCase));

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static DiscoveryResult Listed(IEnumerable<(string Name, string? DisplayName, bool Chats)> models, IReadOnlySet<string> configured) => new()
    {
        Outcome = DiscoveryOutcome.Listed,
        Models =
        [
            .. models.DistinctBy(model => model.Name)
                .OrderByDescending(model => model.Chats).ThenBy(model => model.Name, StringComparer.Ordinal)
                .Select(model => new DiscoveredModel(model.Name, model.DisplayName == model.Name ? null : model.DisplayName, model.Chats, configured.Contains(model.Name))),
        ],
    };

    private static DiscoveryResult Failed(ProviderException error) => new() { Outcome = DiscoveryOutcome.Failed, Failure = error.Failure, Detail = error.Message };
}
