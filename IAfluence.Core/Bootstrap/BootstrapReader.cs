using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap;

/// <summary>Reads the bootstrap file: its form, its names and its values, each fault under its path. Comments and trailing commas are accepted.</summary>
public static class BootstrapReader
{
    private const decimal MaxPrice = 100_000;
    private const decimal MicrosPerDollar = 1_000_000;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="BootstrapException">It is no JSON, or holds what this version does not accept.</exception>
    public static BootstrapFile Read(ReadOnlyMemory<byte> json)
    {
        var problems = new List<string>();
        try
        {
            // A byte order mark, which some editors write, is none of JSON's.
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new BootstrapException(["The file holds no JSON object."]);
            var file = Root(new ObjectReader(document.RootElement, "", problems));
            return problems.Count == 0 ? file : throw new BootstrapException(problems);
        }
        catch (JsonException error)
        {
            throw new BootstrapException([error.LineNumber is { } line ? $"line {line + 1}: it cannot be read as JSON. {error.Message}" : $"It cannot be read as JSON. {error.Message}"]);
        }
    }

    private static BootstrapFile Root(ObjectReader reader)
    {
        var route = reader.Texts("defaultRoute");
        var file = new BootstrapFile
        {
            DefaultRoute = route,
            DefaultRouteDigest = route.IsGiven ? ContentDigest.Of(reader.Element.GetProperty("defaultRoute")) : "",
            Providers = List(reader, "providers", Provider),
            Models = List(reader, "models", Model),
            Clients = List(reader, "clients", Client),
        };
        reader.Finish();
        return file;
    }

    private static BootstrapProvider Provider(ObjectReader reader)
    {
        var provider = new BootstrapProvider
        {
            Key = reader.Key(),
            Path = reader.Path,
            Digest = ContentDigest.Of(reader.Element),
            Kind = reader.OneOf("kind", ("openai", ProviderKind.OpenAi), ("anthropic", ProviderKind.Anthropic), ("builtin", ProviderKind.Builtin)),
            BaseUrl = reader.Text("baseUrl"),
            Preset = reader.TextOrNull("preset"),
            ApiVersion = reader.TextOrNull("apiVersion"),
            ApiKey = reader.TextOrNull("apiKey"),
            Processor = reader.TextOrNull("processor"),
            Region = reader.TextOrNull("region"),
            Quota = QuotaReader.Quota(reader),
            Active = reader.Flag("active"),
        };
        if (provider.BaseUrl.IsGiven && !(Uri.TryCreate(provider.BaseUrl.Value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            reader.Problem("baseUrl", $"'{provider.BaseUrl.Value}' is no address; accepted is one such as https://api.openai.com/v1.");
        if (provider.Preset is { IsGiven: true, Value: { } preset } && ProviderPreset.FindOrNull(preset) is null)
            reader.Problem("preset", $"'{preset}' is not accepted; accepted: {string.Join(", ", ProviderPreset.All.Select(each => each.Key))}.");
        if (provider.Kind.IsGiven && ProviderPreset.FindOrNull(provider.Preset.Value) is { } named && named.Kind != provider.Kind.Value)
            reader.Problem("preset", $"'{named.Key}' does not go with this kind.");
        reader.Finish();
        return provider;
    }

    private static BootstrapModel Model(ObjectReader reader)
    {
        var cached = reader.NumberOrNull("cachedInputPrice", 0, MaxPrice);
        var model = new BootstrapModel
        {
            Key = reader.Key(),
            Path = reader.Path,
            Digest = ContentDigest.Of(reader.Element),
            Provider = reader.Text("provider"),
            Name = reader.Text("name"),
            InputMicros = Micros(reader, "inputPrice"),
            CachedInputMicros = cached.IsGiven ? new Given<long?>((long?)(cached.Value * MicrosPerDollar)) : default,
            OutputMicros = Micros(reader, "outputPrice"),
            Quota = QuotaReader.Quota(reader),
            Active = reader.Flag("active"),
        };
        if (model.Name is { IsGiven: true } name && string.IsNullOrWhiteSpace(name.Value))
            reader.Problem("name", "is empty; give the name its provider knows the model by.");
        reader.Finish();
        return model;
    }

    private static BootstrapClient Client(ObjectReader reader)
    {
        var client = new BootstrapClient
        {
            Key = reader.Key(),
            Path = reader.Path,
            Digest = ContentDigest.Of(reader.Element, "chatbots"),
            Name = reader.Text("name"),
            Locale = Locale(reader),
            TimeZone = reader.Text("timeZone"),
            DefaultRoute = reader.TextsOrNull("defaultRoute"),
            Quota = QuotaReader.Quota(reader),
            Ladder = QuotaReader.Ladder(reader),
            AllowedProcessors = AllowedProcessors(reader),
            Active = reader.Flag("active"),
            WithoutBrand = reader.Flag("withoutBrand"),
            Chatbots = List(reader, "chatbots", Chatbot),
        };
        reader.Finish();
        return client;
    }

    private static Given<AllowedProcessors?> AllowedProcessors(ObjectReader reader)
    {
        if (reader.Element.TryGetProperty("allowedProcessors", out var given) && given.ValueKind == JsonValueKind.Null)
        {
            _ = reader.TextOrNull("allowedProcessors");
            return new Given<AllowedProcessors?>(null);
        }

        var allowed = reader.Object("allowedProcessors");
        var (providers, regions) = (allowed.Texts("providers"), allowed.Texts("regions"));
        allowed.Finish();
        return given.ValueKind == JsonValueKind.Undefined ? default : new Given<AllowedProcessors?>(new AllowedProcessors(providers.Value ?? [], regions.Value ?? []));
    }

    private static BootstrapChatbot Chatbot(ObjectReader reader)
    {
        var limits = reader.Object("limits");
        var temperature = reader.NumberOrNull("temperature", 0, (decimal)ChatbotRules.MaxTemperature);
        var chatbot = new BootstrapChatbot
        {
            Key = reader.Key(),
            Path = reader.Path,
            Digest = ContentDigest.Of(reader.Element, "knowledge"),
            PublicKey = reader.Text("publicKey"),
            Name = reader.Text("name"),
            Locale = Locale(reader),
            Route = reader.TextsOrNull("route"),
            SystemPrompt = reader.Text("systemPrompt"),
            Greeting = reader.Text("greeting"),
            Suggestions = reader.Texts("suggestions"),
            Temperature = temperature.IsGiven ? new Given<double?>((double?)temperature.Value) : default,
            AllowedOrigins = reader.Texts("allowedOrigins"),
            Apology = reader.TextOrNull("apology"),
            MessagesPerMinute = limits.WholeOrNull("messagesPerMinute", ChatbotRules.MinMessagesPerMinute, ChatbotRules.MaxMessagesPerMinute),
            MessageCharacters = limits.Whole("messageCharacters", ChatbotRules.MinMessageCharacters, ChatbotRules.MaxMessageCharacters),
            MessagesPerConversation = limits.WholeOrNull(
                "messagesPerConversation", ChatbotRules.MinMessagesPerConversation, ChatbotRules.MaxMessagesPerConversation),
            MessagesPerMinuteOfAll = limits.WholeOrNull(
                "messagesPerMinuteOfAll", ChatbotRules.MinMessagesPerMinuteOfAll, ChatbotRules.MaxMessagesPerMinuteOfAll),
            Appearance = WidgetReader.Appearance(reader),
            Behaviour = WidgetReader.Behaviour(reader),
            Contact = WidgetReader.Contact(reader),
            Handover = reader.Flag("handover"),
            Hours = WidgetReader.Hours(reader),
            Images = reader.Flag("images"),
            Quota = QuotaReader.Quota(reader),
            OffMessage = reader.TextOrNull("offMessage"),
            AnswerCacheHours = QuotaReader.AnswerCacheHours(reader),
            Active = reader.Flag("active"),
            Knowledge = List(reader, "knowledge", Text),
        };
        if (chatbot.PublicKey is { IsGiven: true } publicKey && !Keys.IsPublicKey(publicKey.Value!))
            reader.Problem("publicKey", $"'{publicKey.Value}' is no public key; accepted are 3 to {Keys.MaxKeyCharacters} letters, digits, hyphens or underscores.");
        reader.Lacks("hook", "hooks");
        limits.Finish();
        reader.Finish();
        return chatbot;
    }

    private static BootstrapText Text(ObjectReader reader)
    {
        var text = new BootstrapText
        {
            Key = reader.Key(),
            Path = reader.Path,
            Digest = ContentDigest.Of(reader.Element),
            Title = reader.Text("title"),
            Text = reader.Text("text"),
            Url = reader.TextOrNull("url"),
            Locale = reader.Text("locale"),
        };
        reader.Finish();
        return text;
    }

    private static Given<string> Locale(ObjectReader reader) => reader.OneOf("locale", [.. ChatbotRules.Locales.Select(locale => (locale, locale))]);

    private static Given<long> Micros(ObjectReader reader, string name) =>
        reader.Number(name, 0, MaxPrice) is { IsGiven: true } dollars ? (long)(dollars.Value * MicrosPerDollar) : default(Given<long>);

    private static List<T> List<T>(ObjectReader parent, string name, Func<ObjectReader, T> read) where T : BootstrapObject
    {
        var objects = new List<T>();
        foreach (var reader in parent.Objects(name))
        {
            var item = read(reader);
            if (objects.Find(other => other.Key == item.Key) is { } same && item.Key.Length > 0)
                reader.Problem("key", $"'{item.Key}' is the key of {same.Path} already.");
            objects.Add(item);
        }

        return objects;
    }
}
