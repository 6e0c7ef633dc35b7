using System.Net;
using System.Text.RegularExpressions;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

/// <summary>Walks the list of routes as members: a page that is added there is walked here, and cannot forget whose it is.</summary>
public sealed partial class EveryPageTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Owned _mine = null!;
    private Owned _theirs = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _mine = await HasAllAsync("Boulangerie Martin");
        _theirs = await HasAllAsync("Atelier Dupont");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Pages_of_another_client_do_not_exist_for_a_manager()
    {
        var (member, token) = await SignInAsync(ClientRole.Manager);

        foreach (var call in Calls().Where(call => call.Route.Contains("{clientId}", StringComparison.Ordinal)))
        {
            foreach (var htmx in new[] { false, true })
                Assert.Equal((call.ToString(), HttpStatusCode.NotFound), (call.ToString(), await SendAsync(member, token, call, _theirs.Client, _theirs, htmx)));
        }
    }

    [Fact]
    public async Task Things_of_another_client_are_not_reached_through_ones_own()
    {
        var (member, token) = await SignInAsync(ClientRole.Manager);

        foreach (var call in Calls().Where(call => NamesAThing().IsMatch(call.Route)))
        {
            var status = await SendAsync(member, token, call, _mine.Client, _theirs, false);
            Assert.True(status is HttpStatusCode.NotFound || (status is HttpStatusCode.Forbidden && call.Policy.Contains("platform", StringComparison.Ordinal)), $"{call}: {status}");
        }
    }

    [Theory]
    [InlineData(ClientRole.Viewer)]
    [InlineData(ClientRole.Agent)]
    public async Task Member_who_may_only_look_changes_nothing(ClientRole role)
    {
        var (member, token) = await SignInAsync(role);
        var refused = new List<string>();

        // An agent answers conversations; what serves that is open to agents, and to nobody below them.
        foreach (var call in Calls().Where(call => call.Verb == "POST" && (role == ClientRole.Viewer || !call.Policy.Contains("agent", StringComparison.Ordinal))))
            refused.Add($"{await SendAsync(member, token, call, _mine.Client, _mine, true)} {call}");
        foreach (var call in Calls().Where(call => call.Verb == "GET" && call.Policy.Contains("manager", StringComparison.Ordinal) && !call.Policy.Contains("read", StringComparison.Ordinal)))
            refused.Add($"{await SendAsync(member, token, call, _mine.Client, _mine, false)} {call}");

        // What members do not see does not exist for them; what they see, they may not change.
        Assert.All(refused, answer => Assert.StartsWith(answer.Contains("platform-user", StringComparison.Ordinal) ? "NotFound " : "Forbidden ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_that_run_the_installation_are_closed_to_every_member()
    {
        var (member, token) = await SignInAsync(ClientRole.Manager);
        var calls = Calls().Where(call => call.Policy.Contains("platform-user", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(calls);
        foreach (var call in calls)
            Assert.Contains(await SendAsync(member, token, call, _mine.Client, _mine, false), new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Theory]
    [InlineData("/admin/chatbots?client=")]
    [InlineData("/admin/conversations?client=")]
    public async Task A_list_is_not_filtered_by_what_does_not_exist(string address)
    {
        var (member, _) = await SignInAsync(ClientRole.Manager);

        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync(address + _theirs.Client.Id)).Status);
        foreach (var list in new[] { "/admin", "/admin/clients", "/admin/chatbots", "/admin/conversations" })
            Assert.DoesNotContain("Dupont", (await member.OpenAsync(list)).Html, StringComparison.Ordinal);
    }

    private static List<Call> Calls()
    {
        var calls = new List<Call>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "IAfluence.Tests", "Hosting", "routes.txt")).Where(line => line.StartsWith("/admin/", StringComparison.Ordinal)))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            calls.AddRange(words[2..].Select(verb => new Call(words[0], words[1], verb.Split(':')[0], verb.Contains(':') ? verb.Split(':')[1] : null)));
        }

        Assert.True(calls.Count > 20);
        return calls;
    }

    private static async Task<HttpStatusCode> SendAsync(
        Testing.Browser member, string token, Call call, Client client, Owned owned, bool htmx)
    {
        var address = call.Route
            .Replace("{clientId}", client.Id.Value, StringComparison.Ordinal)
            .Replace("{chatbotId}", owned.Chatbot.Id.Value, StringComparison.Ordinal)
            .Replace("{id}", owned.Conversation.Id.Value, StringComparison.Ordinal)
            .Replace("{contactId}", owned.Contact.Id.Value, StringComparison.Ordinal)
            .Replace("{textId}", "new", StringComparison.Ordinal)
            .Replace("{modelId}", "builtin", StringComparison.Ordinal)
            .Replace("{providerId}", "builtin", StringComparison.Ordinal)
            .Replace("{number:long}", "1", StringComparison.Ordinal);
        Assert.DoesNotContain("{", address, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(call.Verb), address + (call.Handler is null ? "" : "?handler=" + call.Handler));
        if (htmx)
            request.Headers.Add("HX-Request", "true");
        if (call.Verb == "POST")
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await member.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<(Testing.Browser Member, string Token)> SignInAsync(ClientRole role)
    {
        var user = await _app.HasMemberAsync(_mine.Client, role, role.ToString().ToLowerInvariant() + "@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, user.Email);
        return (member, (await member.OpenAsync("/admin")).One("meta[name=antiforgery-token]").GetAttribute("content")!);
    }

    private async Task<Owned> HasAllAsync(string name)
    {
        var client = await _app.HasClientAsync(name);
        var chatbot = await _app.HasChatbotAsync(client);
        var conversation = await _app.HasConversationAsync(client, "Une question");
        return new Owned(client, chatbot, conversation, await _app.HasContactAsync(conversation, "Anne"));
    }

    /// <summary>One of each thing that an address can name.</summary>
    private sealed record Owned(Client Client, Chatbot Chatbot, Conversation Conversation, Contact Contact);

    [GeneratedRegex(@"\{(chatbotId|id|contactId)\}")]
    private static partial Regex NamesAThing();

    private sealed record Call(string Route, string Policy, string Verb, string? Handler);
}
