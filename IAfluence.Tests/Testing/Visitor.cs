using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace IAfluence.Tests.Testing;

/// <summary>A visitor on a page of some origin, who speaks the widget API as the widget does and keeps the token it is given.</summary>
public sealed class Visitor(HttpClient http, string key, string? origin = "https://www.martin.example")
{
    public string? Token { get; set; }

    public string? ConversationId { get; set; }

    /// <summary>Sends a message and reads its stream to the end.</summary>
    public async Task<VisitorReply> AskAsync(string text, string? clientMessageId = null, string? locale = null)
    {
        using var response = await PostAsync(new { text, conversationId = ConversationId, clientMessageId, locale });
        var reply = await VisitorReply.ReadAsync(response);
        Token = reply.Token ?? Token;
        ConversationId = reply.ConversationId ?? ConversationId;
        return reply;
    }

    /// <summary>Sends a message; the answer's headers are there, its stream is the caller's.</summary>
    public Task<HttpResponseMessage> PostAsync(object body, bool stream = true) =>
        SendAsync(HttpMethod.Post, $"/widget/v1/chatbots/{key}/messages", JsonContent.Create(body), stream);

    public Task<HttpResponseMessage> GetAsync(string path, string? lastEventId = null) =>
        SendAsync(HttpMethod.Get, path, null, true, lastEventId);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, bool stream = false, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (stream)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The conversation as the widget would show it after a reload.</summary>
    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string? after = null)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/widget/v1/conversations/{ConversationId}/messages{(after is null ? "" : "?after=" + after)}");
        response.EnsureSuccessStatusCode();
        var view = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. view.GetProperty("messages").EnumerateArray()];
    }
}

/// <summary>One server-sent event of the widget API.</summary>
public sealed record VisitorEvent(string Name, int Id, JsonElement Data)
{
    public string Text(string property) => Data.GetProperty(property).GetString()!;
}

/// <summary>What a visitor got for a message.</summary>
public sealed record VisitorReply(HttpStatusCode Status, IReadOnlyList<VisitorEvent> Events, JsonElement? Problem)
{
    public string Text => string.Concat(Events.Where(each => each.Name == "token").Select(each => each.Text("text")));

    public string? Token => Start?.Text("visitorToken");

    public string? ConversationId => Start?.Text("conversationId");

    public string? MessageId => Start?.Text("messageId");

    public VisitorEvent? Done => Events.FirstOrDefault(each => each.Name == "done");

    /// <summary>The code of the refusal or of the error event; null when it went well.</summary>
    public string? Code => (Problem ?? Events.FirstOrDefault(each => each.Name == "error")?.Data)?.GetProperty("code").GetString();

    private VisitorEvent? Start => Events.FirstOrDefault(each => each.Name == "start");

    public static async Task<VisitorReply> ReadAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return new VisitorReply(response.StatusCode, [], await response.Content.ReadFromJsonAsync<JsonElement>());
        var events = new List<VisitorEvent>();
        await foreach (var next in EventsAsync(response))
            events.Add(next);
        return new VisitorReply(response.StatusCode, events, null);
    }

    /// <summary>The events one by one, as they arrive.</summary>
    public static async IAsyncEnumerable<VisitorEvent> EventsAsync(HttpResponseMessage response)
    {
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync());
        await foreach (var item in parser.EnumerateAsync())
            yield return new VisitorEvent(item.EventType, int.Parse(item.EventId!, System.Globalization.CultureInfo.InvariantCulture), JsonDocument.Parse(item.Data).RootElement);
    }
}
