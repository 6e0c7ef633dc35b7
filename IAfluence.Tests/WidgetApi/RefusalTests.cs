using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class RefusalTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    private const string Path = "/widget/v1/chatbots/pk_normal/messages";

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://www.martin.example.evil.example")]
    [InlineData("http://www.martin.example")]
    public async Task Origin_that_is_not_allowed_is_refused_without_cross_origin_headers(string origin)
    {
        using var response = await new Visitor(installation.Http, "pk_normal", origin).PostAsync(new { text = "Bonjour" });

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "origin_not_allowed");
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task No_origin_is_refused_unless_the_browser_says_it_is_the_same()
    {
        var visitor = new Visitor(installation.Http, "pk_normal", origin: null);
        using var response = await visitor.PostAsync(new { text = "Bonjour" });
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "origin_not_allowed");

        using var same = new HttpRequestMessage(HttpMethod.Get, "/widget/v1/chatbots/pk_normal");
        same.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var accepted = await installation.Http.SendAsync(same);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData("pk_nobody")]
    [InlineData("pk_normal'--")]
    public async Task An_unknown_key_is_no_chatbot(string key)
    {
        using var response = await new Visitor(installation.Http, key).PostAsync(new { text = "Bonjour" });

        await AssertRefusedAsync(response, HttpStatusCode.NotFound, "unknown_chatbot");
        Assert.Equal(LoopbackInstallation.Origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"  \n\t "}""")]
    [InlineData("""{"text":42}""")]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"text":"a","clientMessageId":7}""")]
    public async Task Body_that_is_no_message_is_refused(string body)
    {
        using var response = await PostAsync(body);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_message");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_no_message()
    {
        using var content = new ByteArrayContent([.. """{"text":"a"""u8, 0xff, 0xfe, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await installation.NewVisitor("normal").SendAsync(HttpMethod.Post, Path, content);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_message");
    }

    [Fact]
    public async Task A_text_over_the_chatbots_limit_is_too_long()
    {
        using var response = await installation.NewVisitor("normal").PostAsync(new { text = new string('a', 4001) });

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, "message_too_long");
    }

    [Theory]
    [InlineData("pk_normal")]
    [InlineData("pk_nobody")]
    public async Task A_body_over_64_kB_is_too_long_before_anything_else_is_asked(string key)
    {
        using var content = new StringContent("{\"text\":\"" + new string('a', 70_000) + "\"}", Encoding.UTF8, "application/json");
        using var response = await installation.NewVisitor("normal").SendAsync(HttpMethod.Post, $"/widget/v1/chatbots/{key}/messages", content);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, "message_too_long");
    }

    [Fact]
    public async Task A_huge_body_that_hides_its_length_is_too_long_all_the_same()
    {
        using var content = new StreamContent(new MemoryStream(new byte[300_000]));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.TransferEncodingChunked = true;
        using var response = await installation.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, "message_too_long");
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_is_refused(string token)
    {
        var visitor = installation.NewVisitor("normal");
        visitor.Token = token;
        using var response = await visitor.PostAsync(new { text = "Bonjour" });

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_opens_neither_another_chatbot_nor_another_conversation()
    {
        var visitor = installation.NewVisitor("normal");
        var other = installation.NewVisitor("normal");
        await visitor.AskAsync("Bonjour");
        await other.AskAsync("Bonjour");
        var elsewhere = new Visitor(installation.Http, "pk_slow") { Token = visitor.Token };

        using var otherChatbot = await elsewhere.PostAsync(new { text = "Bonjour" });
        using var otherConversation = await visitor.PostAsync(new { text = "Bonjour", conversationId = other.ConversationId });
        using var otherHistory = await visitor.GetAsync($"/widget/v1/conversations/{other.ConversationId}/messages");
        using var noToken = await new Visitor(installation.Http, "pk_normal").PostAsync(new { text = "Bonjour", conversationId = other.ConversationId });
        using var unknown = await visitor.GetAsync("/widget/v1/conversations/00000000000000000000000000000000/messages");

        foreach (var response in new[] { otherChatbot, otherConversation, otherHistory, noToken, unknown })
            await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_preflight_is_let_through_from_anywhere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Path);
        request.Headers.Add("Origin", "https://anyone.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var response = await installation.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://anyone.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("7200", response.Headers.GetValues("Access-Control-Max-Age").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("fr", "Votre message")]
    [InlineData("en", "Your message")]
    public async Task The_detail_speaks_the_visitors_language(string language, string beginning)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(new { text = "" }) };
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.Add("Accept-Language", language);
        using var response = await installation.Http.SendAsync(request);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith(beginning, problem.GetProperty("detail").GetString());
        Assert.Equal("urn:iafluence:problem:invalid_message", problem.GetProperty("type").GetString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        installation.NewVisitor("normal").SendAsync(HttpMethod.Post, Path, new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        await AssertProblemAsync(response, status, code);
        // Only the test about tokens leaves conversations here, and those hold no message but its own greeting.
        Assert.DoesNotContain(await installation.StoredAsync<Message>(), message => message.Role == MessageRole.Visitor && message.Text != "Bonjour");
        Assert.True((await installation.StoredAsync<Conversation>()).Count <= 2);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }
}
