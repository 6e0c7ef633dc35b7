using System.Net.Http.Json;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Tests.WidgetApi;

public sealed class ContactTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync(settings => settings with
    {
        Contact = new ChatbotContactForm { SendTo = "bonjour@martin.example", Name = ContactField.Optional, Email = ContactField.Optional, Phone = ContactField.Optional },
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Contact_is_kept_with_its_conversation_and_sent_once_with_the_visitor_to_answer_to()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        var form = new
        {
            name = " Anne\r\nDurand ",
            email = "anne@example.org",
            phone = "06 12 34 56 78",
            text = "Rappelez-moi.\nMerci",
            page = "https://www.martin.example/a?mail=x",
            locale = "en",
            conversationId = visitor.ConversationId,
            clientMessageId = "1",
        };

        var outcomes = new[] { await LeaveAsync(visitor, form).OutcomeAsync(), await LeaveAsync(visitor, form).OutcomeAsync() };

        Assert.All(outcomes, outcome => Assert.Equal((204, null), outcome));
        var contact = Assert.Single(await _app.StoredAsync<Contact>());
        Assert.Equal(
            ("Anne Durand", "anne@example.org", "06 12 34 56 78", "Rappelez-moi.\nMerci", "https://www.martin.example/a", "en", visitor.ConversationId),
            (contact.Name, contact.Email, contact.Phone, contact.Text, contact.Page, contact.Locale, contact.ConversationId!.Value.Value));
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal(("bonjour@martin.example", "anne@example.org", AlertKind.Contact), (mail.To, mail.ReplyTo, mail.Kind));
        Assert.Contains("Anne Durand", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Rappelez-moi.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_e_mail_answers_to_the_visitor()
    {
        await LeaveAsync(_app.NewVisitor(), new { email = "anne@example.org" }).OutcomeAsync();
        // The installation's own sender may be at it already.
        await _app.SendMailsAsync();
        await Eventually.HoldsAsync(() => ReadMail.Folder(_app.Folder).Count > 0, "the mail is in the folder");

        Assert.Equal("anne@example.org", Assert.Single(ReadMail.Folder(_app.Folder))["Reply-To"]);
    }

    [Theory]
    [InlineData("""{}""", "email")]
    [InlineData("""{"name":"Anne"}""", "email")]
    [InlineData("""{"email":"anne"}""", "email")]
    [InlineData("""{"email":"Anne <anne@example.org>"}""", "email")]
    [InlineData("""{"email":"anne@example.org\r\nBcc: all@example.org"}""", "email")]
    [InlineData("""{"phone":"12"}""", "phone")]
    [InlineData("""{"phone":"call me maybe 123456"}""", "phone")]
    public async Task Field_that_does_not_lead_back_to_the_visitor_is_named(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await _app.NewVisitor().SendAsync(HttpMethod.Post, Martin.Address + "/contact", content).JsonAsync();

        Assert.Equal((400, "invalid_contact", field), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.Empty(await _app.StoredAsync<Contact>());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Required_fields_are_needed_and_fields_that_are_off_are_not_kept()
    {
        await _app.ChangeMartinAsync(settings => settings with { Contact = new ChatbotContactForm { Name = ContactField.Required, Email = ContactField.Off, Phone = ContactField.Required } });

        var nameless = await LeaveAsync(_app.NewVisitor(), new { phone = "0612345678" }).JsonAsync();
        var whole = await LeaveAsync(_app.NewVisitor(), new { name = "Anne", phone = "0612345678", email = "anne@example.org" }).OutcomeAsync();

        Assert.Equal("name", nameless.GetProperty("field").GetString());
        Assert.Equal((200, null), whole);
        Assert.Null(Assert.Single(await _app.StoredAsync<Contact>()).Email);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Without_a_form_there_is_none()
    {
        await _app.ChangeMartinAsync(settings => settings with { Contact = null });

        Assert.Equal((404, "contact_off"), await LeaveAsync(_app.NewVisitor(), new { email = "anne@example.org" }).OutcomeAsync());
    }

    [Fact]
    public async Task Contact_names_a_conversation_of_ones_own_or_none()
    {
        var (visitor, other) = (_app.NewVisitor(), _app.NewVisitor());
        await visitor.AskAsync("Bonjour");
        await other.AskAsync("Bonjour");
        var strange = _app.NewVisitor();
        strange.Token = "forged";

        Assert.Equal((401, "invalid_token"), await LeaveAsync(visitor, new { email = "a@b.fr", conversationId = other.ConversationId }).OutcomeAsync());
        Assert.Equal((401, "invalid_token"), await LeaveAsync(_app.NewVisitor(), new { email = "a@b.fr", conversationId = other.ConversationId }).OutcomeAsync());
        Assert.Equal((401, "invalid_token"), await LeaveAsync(strange, new { email = "a@b.fr" }).OutcomeAsync());
        Assert.Equal((403, "origin_not_allowed"), await LeaveAsync(_app.NewVisitor("https://evil.example"), new { email = "a@b.fr" }).OutcomeAsync());
        Assert.Empty(await _app.StoredAsync<Contact>());
    }

    [Fact]
    public async Task Contact_goes_with_its_visitor_and_when_retention_ends()
    {
        var (visitor, other) = (_app.NewVisitor(), _app.NewVisitor());
        await visitor.AskAsync("Bonjour");
        await LeaveAsync(visitor, new { email = "anne@example.org" }).OutcomeAsync();
        await LeaveAsync(other, new { email = "paul@example.org" }).OutcomeAsync();

        using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal("paul@example.org", Assert.Single(await _app.StoredAsync<Contact>()).Email);
        Assert.Equal("paul@example.org", Assert.Single(await MailsAsync()).ReplyTo);
        _app.Time.Advance(TimeSpan.FromDays(366));
        Assert.Empty(await _app.StoredAsync<Contact>());
    }

    [Fact]
    public async Task Visitor_who_left_a_contact_before_writing_can_erase_it()
    {
        var (visitor, other) = (_app.NewVisitor(), _app.NewVisitor());
        var form = new { email = "anne@example.org", clientMessageId = Guid.NewGuid().ToString() };
        await LeaveAsync(visitor, form).OutcomeAsync();
        await LeaveAsync(other, new { email = "paul@example.org" }).OutcomeAsync();
        // The answer to the first did not arrive.
        visitor.Token = (await LeaveAsync(visitor, form).JsonAsync()).GetProperty("visitorToken").GetString();
        await visitor.AskAsync("Bonjour");
        await _app.SendMailsAsync();
        await Eventually.HoldsAsync(() => ReadMail.Folder(_app.Folder).Count >= 2, "both mails are in the folder");

        using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal("paul@example.org", Assert.Single(await _app.StoredAsync<Contact>()).Email);
        Assert.Equal("paul@example.org", Assert.Single(await MailsAsync()).ReplyTo);
        Assert.Equal("paul@example.org", Assert.Single(ReadMail.Folder(_app.Folder))["Reply-To"]);
        Assert.Empty(await _app.StoredAsync<Conversation>());
    }

    [Fact]
    public async Task Contact_goes_with_its_visitor_when_the_token_has_expired()
    {
        var late = _app.NewVisitor();
        await late.AskAsync("Bonjour");
        await LeaveAsync(late, new { email = "anne@example.org" }).OutcomeAsync();

        _app.Time.Advance(VisitorTokens.Lifetime);
        using var history = await late.GetAsync($"/widget/v1/conversations/{late.ConversationId}/messages");
        using var erased = await late.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal((401, 204), ((int)history.StatusCode, (int)erased.StatusCode));
        Assert.Empty(await _app.StoredAsync<Contact>());
        Assert.Empty(await _app.StoredAsync<Conversation>());
    }

    [Fact]
    public async Task Contact_goes_with_its_chatbot()
    {
        await LeaveAsync(_app.NewVisitor(), new { email = "anne@example.org" }).OutcomeAsync();
        var chatbot = (await _app.MartinAsync()).Chatbot;

        await _app.DeleteAsync(chatbot);
        await _app.SweepErasuresAsync();

        Assert.Empty(await _app.StoredAsync<Contact>());
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Its_e_mail_goes_with_it()
    {
        await LeaveAsync(_app.NewVisitor(), new { email = "anne@example.org" }).OutcomeAsync();
        await LeaveAsync(_app.NewVisitor(), new { email = "paul@example.org" }).OutcomeAsync();
        var contact = (await _app.StoredAsync<Contact>()).Single(contact => contact.Email == "anne@example.org");

        Assert.True(await _app.DeleteAsync(contact));

        Assert.Equal("paul@example.org", Assert.Single(await MailsAsync()).ReplyTo);
    }

    private Task<IReadOnlyList<Email>> MailsAsync() => _app.StoredPlatformAsync<Email>();

    private static Task<HttpResponseMessage> LeaveAsync(Visitor visitor, object form) =>
        visitor.SendAsync(HttpMethod.Post, Martin.Address + "/contact", JsonContent.Create(form));
}
