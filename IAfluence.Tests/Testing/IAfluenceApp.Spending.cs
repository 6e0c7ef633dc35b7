using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;

namespace IAfluence.Tests.Testing;

/// <summary>One client, martin, whose chatbots and ceilings a test gives, and two models that cost differently.</summary>
public sealed partial class IAfluenceApp
{
    /// <param name="client">Properties of the client beside its names.</param>
    /// <param name="chatbots">By key: their properties beside their names; the public key is <c>pk_</c> and the key.</param>
    /// <param name="modelQuotas">By the model's key.</param>
    public static Task<IAfluenceApp> StartWithSpendingAsync(
        Dictionary<string, object?>? client = null, Dictionary<string, Dictionary<string, object?>>? chatbots = null, Dictionary<string, object>? modelQuotas = null) =>
        StartBootstrappedAsync(upstream => Spending.Bootstrap(upstream, client, chatbots, modelQuotas), null);

    /// <summary>A visitor of the chatbot with this key.</summary>
    public Visitor NewSpender(string chatbot = "accueil") => new(Visitor.Http, "pk_" + chatbot, LoopbackInstallation.Origin);

    /// <summary>The models that were called, in order.</summary>
    public IReadOnlyList<string> Called => [.. Upstream.Calls.Select(call => call.Model)];

    public async Task<Client> MartinClientAsync() => (await BelowHttp.Get<ClientService>().FindByKeyOrNullAsync("martin", default))!;

    public async Task<QuotaStatus> QuotaStatusAsync() => (await BelowHttp.Get<QuotaService>().FindStatusOrNullAsync(await MartinClientAsync(), default))!;

    /// <summary>Notes the marks that the use has reached, as the sweeper's next pass would.</summary>
    public Task NoteQuotaMarksAsync() => BelowHttp.Get<QuotaSweeper>().NoteMarksAsync(default);

    /// <summary>The marks of the client's present period, all noted, as short texts such as <c>alert 80</c> and <c>step Cheaper</c>.</summary>
    public async Task<IReadOnlyList<string>> QuotaMarksAsync()
    {
        await NoteQuotaMarksAsync();
        return [.. (await QuotaStatusAsync()).Marks.Select(mark => mark.Step is { } step ? $"step {step}" : $"alert {mark.Percent}").Order()];
    }
}

/// <summary>The models of <see cref="IAfluenceApp.StartWithSpendingAsync"/>, and the micro-dollars that an answer of forty words costs.</summary>
internal static class Spending
{
    public const string Dear = "dear";
    public const string Small = "small";
    public const long DearMicros = 40_000;
    public const long SmallMicros = 400;

    public static object Bootstrap(
        LoopbackOpenAi upstream, Dictionary<string, object?>? client, Dictionary<string, Dictionary<string, object?>>? chatbots, Dictionary<string, object>? modelQuotas)
    {
        return new Dictionary<string, object?>
        {
            ["providers"] = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk" } },
            ["models"] = new[] { Model(Dear, 1000), Model(Small, 10), Model("quota", 10) },
            ["clients"] = new[]
            {
                new Dictionary<string, object?>(client ?? [])
                {
                    ["key"] = "martin", ["name"] = "Boulangerie Martin", ["locale"] = "fr", ["timeZone"] = "Europe/Paris",
                    ["chatbots"] = (chatbots ?? new() { ["accueil"] = [] }).Select(chatbot => new Dictionary<string, object?>(chatbot.Value)
                    {
                        ["key"] = chatbot.Key, ["publicKey"] = "pk_" + chatbot.Key, ["name"] = chatbot.Key, ["locale"] = "fr",
                        ["route"] = chatbot.Value.GetValueOrDefault("route") ?? new[] { Dear, Small }, ["allowedOrigins"] = new[] { LoopbackInstallation.Origin },
                        ["knowledge"] = new[] { new { key = "prix", title = "Nos prix", text = "Le pain de campagne coûte quatre euros vingt." } },
                    }),
                },
            },
        };

        Dictionary<string, object?> Model(string key, decimal outputPrice)
        {
            var model = new Dictionary<string, object?> { ["key"] = key, ["provider"] = "loopback", ["name"] = key, ["inputPrice"] = 0, ["outputPrice"] = outputPrice };
            if (modelQuotas?.GetValueOrDefault(key) is { } quota)
                model["quota"] = quota;
            return model;
        }
    }
}
