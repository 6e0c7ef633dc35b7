using System.Net.Http.Json;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class RetentionTests
{
    [Fact]
    public async Task Conversation_older_than_the_clients_retention_is_really_deleted_but_the_books()
    {
        await using var app = await IAfluenceApp.StartAsync(("Bootstrap:Demo", "true"));
        await app.SignInAsync();
        var client = Assert.Single(await app.StoredPlatformAsync<Client>());
        var saved = await app.SubmitAsync((await app.OpenAsync($"/admin/clients/{client.Id}/settings")).Form("#client-settings form"), new { Form_RetentionDays = "30" });
        Assert.Equal("30", saved.One("[name='Form.RetentionDays']").GetAttribute("value"));
        var key = (await app.OpenAsync("/demo")).One("script[data-chatbot]").GetAttribute("data-chatbot");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/widget/v1/chatbots/{key}/messages") { Content = JsonContent.Create(new { text = "Qu’est-ce qu’IAfluence ?" }) };
        request.Headers.Add("Origin", "http://localhost");
        using var answer = await app.SendBareAsync("http://localhost", request);
        answer.EnsureSuccessStatusCode();

        app.Time.Advance(TimeSpan.FromDays(29));
        await app.PurgeExpiredAsync();
        Assert.Equal((1, 2, 0, 1), await CountAsync(app, client.Id));
        app.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 0, 0, 1), await CountAsync(app, client.Id));
        await app.PurgeExpiredAsync();
        // Expired documents are hidden whether they are there or not: only with the clock set back is it seen that they are gone.
        app.Time.Advance(TimeSpan.FromDays(-31));
        Assert.Equal((0, 0, 0, 1), await CountAsync(app, client.Id));
    }

    private static async Task<(int Conversations, int Messages, int Replies, int Attempts)> CountAsync(IAfluenceApp app, ClientId client) => (
        (await app.StoredAsync<Conversation>()).Count(one => one.ClientId == client),
        (await app.StoredAsync<Message>()).Count(one => one.ClientId == client),
        (await app.StoredAsync<ReplyRecord>()).Count(one => one.ClientId == client),
        (await app.StoredAsync<Attempt>()).Count(one => one.ClientId == client));
}
