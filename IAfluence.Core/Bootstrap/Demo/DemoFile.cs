using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Help;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap.Demo;

/// <summary>
/// The bootstrap file of the demonstration. It contains a client with a chatbot that answers from IAfluence's own help, without an API key
/// or a network connection.
/// </summary>
public static class DemoFile
{
    public const string ClientKey = "demo";
    public const string ChatbotKey = "aide";
    public const string PublicKey = "pk_demo";

    public static ConfigurationFile Read() => ConfigurationFile.Read(JsonSerializer.SerializeToUtf8Bytes(Document()));

    private static JsonObject Document() => new()
    {
        ["clients"] = new JsonArray(new JsonObject
        {
            ["key"] = ClientKey,
            ["name"] = "IAfluence Démo",
            ["locale"] = "fr",
            ["timeZone"] = "Europe/Paris",
            ["chatbots"] = new JsonArray(new JsonObject
            {
                ["key"] = ChatbotKey,
                ["publicKey"] = PublicKey,
                ["name"] = "Assistant IAfluence",
                ["locale"] = "fr",
                ["languages"] = new JsonArray("fr", "en"),
                ["route"] = new JsonArray(BuiltinProvider.Key),
                ["systemPrompt"] =
                    "Tu es l’assistant d’IAfluence, un logiciel qui place des chatbots sur les sites de plusieurs clients. "
                    + "Réponds aux questions sur son installation, son usage, ses coûts et la protection des données, à partir de l’aide.",
                ["greeting"] = new JsonObject
                {
                    ["fr"] = "Bonjour ! Je réponds à vos questions sur IAfluence à partir de son aide, en français ou en anglais. Que voulez-vous savoir ?",
                    ["en"] = "Hello! I answer your questions about IAfluence from its help, in English or in French. What would you like to know?",
                },
                ["suggestions"] = new JsonObject
                {
                    ["fr"] = new JsonArray(
                        "Qu’est-ce qu’IAfluence ?",
                        "Comment placer le chatbot sur mon site ?",
                        "Combien coûte une conversation ?",
                        "Où vont les données des visiteurs ?"),
                    ["en"] = new JsonArray(
                        "What is IAfluence?",
                        "How do I put the chatbot on my site?",
                        "What does a conversation cost?",
                        "Where do visitors’ data go?"),
                },
                ["appearance"] = new JsonObject { ["color"] = "#0f6b72", ["colorDark"] = "#35a7ad" },
                // No recipient is set, so contacts are only shown in the admin and no e-mail is sent.
                ["contact"] = new JsonObject { ["name"] = "optional", ["email"] = "required" },
                ["knowledge"] = new JsonArray([.. HelpTexts.All.Select(Knowledge)]),
            }),
        }),
    };

    private static JsonNode Knowledge(HelpText text) => new JsonObject
    {
        ["key"] = $"{text.Locale}-{text.Key}",
        ["title"] = text.Title,
        ["text"] = text.Markdown,
        ["url"] = text.Url,
        ["locale"] = text.Locale,
    };
}
