using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>What the widget's tests share, each with pages and chatbots of its own: a client's site, and a server that speaks the widget API as it is told.</summary>
public sealed class WidgetStage : IAsyncLifetime
{
    public Site Site { get; private set; } = null!;

    public ScriptedWidgetApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await Site.StartAsync();
        Api = await ScriptedWidgetApi.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <summary>The snippet of a chatbot.</summary>
    public string Snippet(ScriptedChatbot chatbot, string attributes = "") => Snippet(Api.Address, chatbot.Key, attributes);

    public static string Snippet(string server, string key, string attributes = "") =>
        $"""<script src="{server}/widget.js" data-chatbot="{key}" async="" {attributes}></script>""";
}
