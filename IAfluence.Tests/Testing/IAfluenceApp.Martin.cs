using System.Net.Http.Json;
using System.Text.Json;
using IAfluence.Core.Chatbots;

namespace IAfluence.Tests.Testing;

/// <summary>One client, martin, with one chatbot, whose settings a test changes as the admin would.</summary>
public sealed partial class IAfluenceApp
{
    /// <param name="edit">Changes the chatbot's settings before the test; null leaves the defaults.</param>
    public static async Task<IAfluenceApp> StartWithMartinAsync(Func<ChatbotSettings, ChatbotSettings>? edit = null, params (string Key, string Value)[] settings)
    {
        var app = await StartBootstrappedAsync(Martin.Bootstrap, null, settings);
        if (edit is not null)
            await app.ChangeMartinAsync(edit);
        return app;
    }

    public Visitor NewVisitor(string? origin = LoopbackInstallation.Origin) => new(NewBrowser().Http, Martin.Key, origin);

    /// <summary>Returns the chatbot as it is published.</summary>
    public async Task<PublishedChatbot> MartinAsync() => (await BelowHttp.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(Martin.Key, default))!;

    /// <summary>Saves another version of the chatbot.</summary>
    public async Task ChangeMartinAsync(Func<ChatbotSettings, ChatbotSettings> edit)
    {
        var chatbot = await MartinAsync();
        var saved = await BelowHttp.Get<ChatbotVersions>().SaveAsync(
            chatbot.Client.Id, chatbot.Chatbot.Id, chatbot.Version.Number, edit(chatbot.Settings), null, default);
        Assert.True(saved.Succeeded, string.Join(", ", saved.Errors));
    }
}

/// <summary>The chatbot of <see cref="IAfluenceApp.StartWithMartinAsync"/>.</summary>
internal static class Martin
{
    public const string Key = "pk_martin";

    /// <summary>The address of its widget API.</summary>
    public const string Address = $"/widget/v1/chatbots/{Key}";

    public static object Bootstrap(LoopbackOpenAi upstream) => new
    {
        providers = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk-secret-key" } },
        models = new[] { new { key = "normal", provider = "loopback", name = "normal", inputPrice = 1.5, outputPrice = 6.0 } },
        clients = new[]
        {
            new
            {
                key = "martin", name = "Boulangerie Martin", locale = "fr", timeZone = "Europe/Paris",
                chatbots = new[]
                {
                    new
                    {
                        key = "accueil", publicKey = Key, name = "Assistant Martin", locale = "fr", route = new[] { "normal" }, greeting = "Bonjour !",
                        systemPrompt = LoopbackInstallation.SystemPrompt, allowedOrigins = new[] { LoopbackInstallation.Origin, "https://shop.martin.example" },
                    },
                },
            },
        },
    };
}

/// <summary>What tests read of an answer.</summary>
internal static class WidgetAnswers
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The status and the code of a refusal; the code is null when it is none.</summary>
    public static async Task<(int Status, string? Code)> OutcomeAsync(this Task<HttpResponseMessage> asked)
    {
        using var response = await asked;
        var code = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()
            : null;
        return ((int)response.StatusCode, code);
    }
}
