using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The stream of one answer, written event by event or byte by byte.</summary>
public sealed class ScriptedReply(ScriptedChatbot chatbot, ScriptedCall call, string messageId)
{
    private readonly HttpResponse _response = call.Context.Response;
    private readonly StringBuilder _text = new();
    private int _id;

    public ScriptedCall Call { get; } = call;

    public string MessageId { get; } = messageId;

    /// <summary>The visitor's words; null when an answer under way is asked for again.</summary>
    public string? Question { get; } = call.Text("text");

    /// <summary>The last event that the widget says it has.</summary>
    public int LastEventId { get; } = int.TryParse(call.LastEventId, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public Task StartAsync()
    {
        if (Question is not null)
            chatbot.History.Enqueue(new { id = MessageId, role = "visitor", text = Question, at = TimeProvider.System.GetUtcNow() });
        return EventAsync("start", new { conversationId = chatbot.Conversation, messageId = MessageId, visitorToken = chatbot.Token });
    }

    public Task TokenAsync(string text)
    {
        _text.Append(text);
        return EventAsync("token", new { text });
    }

    public Task DoneAsync(string finishReason = "stop", params object[] sources)
    {
        if (_text.Length > 0)
            chatbot.History.Enqueue(new { id = "r" + MessageId, role = "assistant", text = _text.ToString(), at = TimeProvider.System.GetUtcNow(), finishReason, sources });
        return EventAsync("done", new { messageId = "r" + MessageId, finishReason, sources });
    }

    public Task ErrorAsync(string code, string detail) => EventAsync("error", new { status = 503, code, detail });

    /// <summary>The next event; one that the widget has already is counted and left out.</summary>
    public Task EventAsync(string name, object data) =>
        ++_id <= LastEventId ? Task.CompletedTask : WriteAsync(Encoding.UTF8.GetBytes($"id: {_id}\nevent: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n"));

    /// <summary>These bytes, as a piece of their own.</summary>
    public async Task WriteAsync(byte[] bytes)
    {
        if (!_response.HasStarted)
            _response.ContentType = "text/event-stream";
        await _response.Body.WriteAsync(bytes, Call.Context.RequestAborted);
        await _response.Body.FlushAsync(Call.Context.RequestAborted);
    }

    /// <summary>Breaks the connection.</summary>
    public async Task BreakAsync()
    {
        // What was sent is given the time to arrive.
        await Task.Delay(30);
        Call.Context.Abort();
    }
}
