using System.Text;
using System.Text.Json;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The other end of a conversation's live events.</summary>
internal sealed class Agent
{
    private readonly ScriptedChatbot _chatbot;
    private readonly List<(string Id, string Event)> _said = [];
    private readonly SemaphoreSlim _news = new(0);
    private CancellationTokenSource _cut = new();
    private int _told;

    public Agent(ScriptedChatbot chatbot)
    {
        _chatbot = chatbot;
        chatbot.Does["POST /widget/v1/conversations/" + chatbot.Conversation + "/handover"] = call => call.SendAsync(new { state = _chatbot.State = "human" });
        chatbot.Does["/events"] = TellAsync;
    }

    public string LastEventId { get; private set; } = "";

    public Task TypesAsync(string name) => NewsAsync("", $"event: typing\ndata: {JsonSerializer.Serialize(new { name })}\n\n");

    public Task SaysAsync(string id, string text) =>
        NewsAsync(id, $"id: {id}\nevent: message\ndata: {JsonSerializer.Serialize(new { id, role = "agent", text, at = TimeProvider.System.GetUtcNow(), name = "Julie" })}\n\n");

    public Task StateAsync(string state) => NewsAsync("", $"event: state\ndata: {JsonSerializer.Serialize(new { state = _chatbot.State = state })}\n\n");

    public void Cut() => Interlocked.Exchange(ref _cut, new CancellationTokenSource()).Cancel();

    private Task NewsAsync(string id, string words)
    {
        lock (_said)
            _said.Add((id, words));
        _news.Release();
        return Task.CompletedTask;
    }

    private async Task TellAsync(ScriptedCall call)
    {
        if (_chatbot.State == "open")
        {
            call.Context.Response.StatusCode = 204;
            return;
        }

        if (call.LastEventId.Length > 0)
            LastEventId = call.LastEventId;
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted, _cut.Token);
        call.Context.Response.ContentType = "text/event-stream";
        await WriteAsync(call, $"event: state\ndata: {JsonSerializer.Serialize(new { state = _chatbot.State })}\n\n");
        while (!leaves.IsCancellationRequested)
        {
            string? next = null;
            lock (_said)
                next = _told < _said.Count ? _said[_told++].Event : null;
            if (next is not null)
                await WriteAsync(call, next);
            else
                await _news.WaitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        call.Context.Abort();
    }

    private static async Task WriteAsync(ScriptedCall call, string words)
    {
        await call.Context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(words));
        await call.Context.Response.Body.FlushAsync();
    }
}
