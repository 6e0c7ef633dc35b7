using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>What is switched off in the admin answers no visitor any more, and is back when it is switched on.</summary>
public sealed class SwitchedOffTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Theory]
    [InlineData("/admin/chatbots", "main a[href^='/admin/chatbots/']:not([href$='/new']):not([href*='?'])")]
    [InlineData("/admin/clients", "main a[href^='/admin/clients/']:not([href$='/new']):not([href*='?'])")]
    public async Task Chatbot_that_is_off_does_not_exist_for_anyone_until_it_is_on_again(string list, string link)
    {
        var admin = await SignInAsync();
        var visitor = installation.NewVisitor("normal");
        var reply = await visitor.AskAsync("Avant");
        var address = (await admin.OpenAsync(list)).Document.QuerySelectorAll(link).First(each => each.TextContent.Contains("normal") || list.EndsWith("clients", StringComparison.Ordinal)).GetAttribute("href")!;
        if (list.EndsWith("clients", StringComparison.Ordinal))
            address += "/settings";

        var off = await admin.SubmitAsync((await admin.OpenAsync(address)).Form("form:has(#switch)"));
        var before = (await installation.StoredAsync<Message>()).Count;
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "/widget/v1/chatbots/pk_normal"),
            (HttpMethod.Post, "/widget/v1/chatbots/pk_normal/messages"),
            (HttpMethod.Get, $"/widget/v1/conversations/{visitor.ConversationId}/messages"),
            (HttpMethod.Get, $"/widget/v1/conversations/{visitor.ConversationId}/messages/{reply.MessageId}/reply"),
            (HttpMethod.Get, $"/widget/v1/conversations/{visitor.ConversationId}/transcript"),
        })
        {
            using var response = await visitor.SendAsync(method, path, method == HttpMethod.Post ? JsonContent.Create(new { text = "Pendant" }) : null);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal("unknown_chatbot", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            Assert.Equal(LoopbackInstallation.Origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        Assert.Equal(before, (await installation.StoredAsync<Message>()).Count);
        await admin.SubmitAsync(off.Form("form:has(#switch)"));
        Assert.Null((await visitor.AskAsync("Après")).Code);
    }

    [Fact]
    public async Task An_answer_under_way_ends_for_who_reads_it_and_nobody_comes_back_to_it()
    {
        var admin = await SignInAsync();
        var visitor = installation.NewVisitor("slow");
        using var response = await visitor.PostAsync(new { text = "Racontez" });
        var address = (await admin.OpenAsync("/admin/chatbots")).Document.QuerySelectorAll("main a[href^='/admin/chatbots/']").First(each => each.TextContent.Contains("slow")).GetAttribute("href")!;

        var off = await admin.SubmitAsync((await admin.OpenAsync(address)).Form("form:has(#switch)"));
        var reply = await VisitorReply.ReadAsync(response);
        visitor.Token = reply.Token;
        using var again = await visitor.GetAsync($"/widget/v1/conversations/{reply.ConversationId}/messages/{reply.MessageId}/reply");

        Assert.Equal("stop", reply.Done!.Text("finishReason"));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await admin.SubmitAsync(off.Form("form:has(#switch)"));
    }

    private async Task<Testing.Browser> SignInAsync()
    {
        var cookies = new CookieContainer();
        var admin = new Testing.Browser(new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = installation.Http.BaseAddress }, cookies);
        await IAfluenceApp.SignInAsync(admin, IAfluenceApp.OwnerEmail, "correct horse battery");
        return admin;
    }
}
