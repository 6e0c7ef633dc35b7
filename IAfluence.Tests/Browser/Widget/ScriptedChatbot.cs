using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Chatbots;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>A chatbot that does what its test says: by itself it answers every message with a few words.</summary>
public sealed class ScriptedChatbot(string key)
{
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();
    private int _messages;

    public string Key { get; } = key;

    public string Conversation => "c_" + Key;

    public string Token => "t." + Key;

    /// <summary>What the widget is told of it; may be changed until a page asks.</summary>
    public JsonObject View { get; } = NewView();

    /// <summary>What the history holds; answers that came to their end join it.</summary>
    public ConcurrentQueue<object> History { get; } = new();

    public string State { get; set; } = "open";

    /// <summary>Answers a message, or goes on with an answer; a few words unless told.</summary>
    public Func<ScriptedReply, Task> Reply { get; set; } = async reply =>
    {
        await reply.StartAsync();
        await reply.TokenAsync("D’accord.");
        await reply.DoneAsync();
    };

    /// <summary>Answers other calls, by what their path ends with; 204 unless told.</summary>
    public Dictionary<string, Func<ScriptedCall, Task>> Does { get; } = [];

    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    public IReadOnlyList<ScriptedCall> Asked => [.. _calls.Where(call => call.Method == "POST" && call.Path.EndsWith("/messages", StringComparison.Ordinal))];

    public ScriptedChatbot With(string name, JsonNode? value)
    {
        View[name] = value;
        return this;
    }

    public ScriptedChatbot Looks(string name, JsonNode? value)
    {
        View["appearance"]![name] = value;
        return this;
    }

    internal Task RespondAsync(ScriptedCall call)
    {
        _calls.Enqueue(call);
        foreach (var (ending, does) in Does)
        {
            if (call.Path.EndsWith(ending, StringComparison.Ordinal) || $"{call.Method} {call.Path}".EndsWith(ending, StringComparison.Ordinal))
                return does(call);
        }

        if (call.Method == "GET" && call.Path.EndsWith("/chatbots/" + Key, StringComparison.Ordinal))
            return call.SendAsync(ViewIn(call.Context.Request.Query["locale"].ToString()));
        if (call.Method == "GET" && call.Path.EndsWith("/messages", StringComparison.Ordinal))
            return call.SendAsync(new { messages = call.Context.Request.Query.ContainsKey("after") ? [] : History.ToArray(), state = State });
        if (call.Path.EndsWith("/messages", StringComparison.Ordinal))
            return Reply(new ScriptedReply(this, call, "m" + Interlocked.Increment(ref _messages)));
        if (call.Path.EndsWith("/reply", StringComparison.Ordinal))
            return Reply(new ScriptedReply(this, call, call.Path.Split('/')[^2]));
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private JsonObject ViewIn(string locale)
    {
        var language = WidgetTexts.LanguageOf(locale);
        var view = (JsonObject)View.DeepClone();
        view["locale"] = language;
        view["direction"] = language == "ar" ? "rtl" : "ltr";
        view["texts"] = WidgetTexts.ServedIn(language);
        return view;
    }

    /// <summary>As an appearance tells them: the chatbot's own, what is read on it, and what is read of it on the panel.</summary>
    public static JsonObject Colors(string brand, string onBrand, string accent) => new() { ["brand"] = brand, ["onBrand"] = onBrand, ["accent"] = accent };

    /// <summary>As the product tells the sizes of such an appearance.</summary>
    public static JsonNode Sizes(ChatbotAppearance look) => JsonSerializer.SerializeToNode(WidgetSizes.Of(look), JsonSerializerOptions.Web)!;

    private static JsonObject NewView() => new()
    {
        ["name"] = "Assistant Martin",
        ["greeting"] = "Bonjour !",
        ["suggestions"] = new JsonArray("Quels sont vos horaires ?"),
        ["appearance"] = new JsonObject
        {
            ["light"] = Colors("#2563eb", "#fff", "#2563eb"),
            ["dark"] = Colors("#2563eb", "#fff", "#93b4f8"),
            ["side"] = "right",
            ["theme"] = "auto",
            ["launcherLabel"] = null,
            ["launcher"] = "round",
            ["sizes"] = Sizes(new ChatbotAppearance()),
            ["font"] = "system",
            ["logo"] = null,
            ["css"] = null,
            ["brand"] = true,
        },
        ["limits"] = new JsonObject { ["messageCharacters"] = 4000 },
        ["aiNotice"] = "Les réponses viennent d’une IA et peuvent être inexactes.",
        ["consent"] = null,
        ["contact"] = null,
        ["handover"] = false,
        ["hours"] = null,
        ["invitation"] = null,
        ["pages"] = "",
        ["images"] = false,
    };
}
