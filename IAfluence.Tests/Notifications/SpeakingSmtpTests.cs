using IAfluence.Core.Notifications;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Notifications;

/// <summary>E-mails handed to a real mail server on loopback.</summary>
public sealed class SpeakingSmtpTests
{
    [Theory]
    [InlineData("starttls", "PLAIN LOGIN")]
    [InlineData("starttls", "LOGIN")]
    [InlineData("tls", "PLAIN")]
    [InlineData("tls", "LOGIN CRAM-MD5")]
    [InlineData("none", "PLAIN")]
    public async Task A_server_that_asks_to_sign_in_takes_the_message_whole(string security, string ways)
    {
        await using var sink = SmtpSink.Start(implicitTls: security == "tls", startTls: security == "starttls", signIn: true, ways: ways);
        await using var core = await OutboxOfATest.StartAsync(sink, security);
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());

        var taken = Assert.Single(sink.Taken);
        Assert.Equal(("alerts@agency.example", security != "none", SmtpSink.User), (taken.From, taken.Encrypted, taken.SignedInAs));
        Assert.Equal("anne@agency.example", Assert.Single(taken.To));
        Assert.Equal(OutboxOfATest.Letter.Subject, taken.Read().Subject);
        Assert.Equal(MailRenderer.Text(OutboxOfATest.Letter), taken.Read().Text);
        Assert.Equal(MailRenderer.Html(OutboxOfATest.Letter).ReplaceLineEndings("\n"), taken.Read().Html);
        Assert.Equal("Alertes IAfluence é <alerts@agency.example>", taken.Read()["From"]);
        Assert.Equal(EmailState.Sent, (await core.OnlyMailAsync()).State);
    }

    [Fact]
    public async Task An_open_relay_in_the_own_network_needs_no_user()
    {
        await using var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());

        Assert.DoesNotContain(sink.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LO [", "TLS EHLO agency.example")]
    [InlineData("LO agency", "TLS EHLO [127.0.0.1]")]
    public async Task A_server_that_refuses_one_kind_of_name_is_greeted_with_the_other(string refused, string accepted)
    {
        await using var sink = SmtpSink.Start(
            startTls: true, signIn: true, refuses: command => command.Contains(refused, StringComparison.Ordinal) ? "501 5.5.4 Invalid HELO name" : null);
        await using var core = await OutboxOfATest.StartAsync(sink, "starttls");
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());

        Assert.Contains(accepted, sink.Commands);
        Assert.Equal(SmtpSink.User, Assert.Single(sink.Taken).SignedInAs);
    }

    [Fact]
    public async Task A_server_that_refuses_every_name_is_not_asked_for_ever()
    {
        await using var sink = SmtpSink.Start(refuses: command => command.Contains("LO ", StringComparison.Ordinal) ? "501 5.5.4 Invalid HELO name" : null);
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync();

        await core.SendAsync();

        Assert.Equal((MailFault.NotSmtp, "501 5.5.4 Invalid HELO name"), ((await core.OnlyMailAsync()).LastFault!.Value, (await core.OnlyMailAsync()).LastReply));
        Assert.Equal(4, sink.Commands.Count);
    }

    [Theory]
    [InlineData("AUTH PLAIN", "PLAIN LOGIN")]
    [InlineData("AUTH CRAM-MD5", "CRAM-MD5 LOGIN")]
    [InlineData("AUTH LOGIN", "LOGIN PLAIN")]
    public async Task A_way_to_sign_in_that_is_offered_and_refused_is_followed_by_the_next(string refused, string ways)
    {
        await using var sink = SmtpSink.Start(
            implicitTls: true, signIn: true, ways: ways, refuses: command => command.StartsWith(refused, StringComparison.Ordinal) ? "535 5.7.8 Not this way" : null);
        await using var core = await OutboxOfATest.StartAsync(sink, "tls");
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());

        Assert.Equal(SmtpSink.User, Assert.Single(sink.Taken).SignedInAs);
    }

    [Fact]
    public async Task A_server_that_knows_only_HELO_takes_the_message()
    {
        await using var sink = SmtpSink.Start(refuses: command => command.StartsWith("EHLO", StringComparison.Ordinal) ? "500 5.5.1 Command unrecognized" : null);
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());

        Assert.Single(sink.Taken);
    }

    [Fact]
    public async Task Without_encryption_neither_user_nor_recipient_is_told()
    {
        await using var sink = SmtpSink.Start(startTls: false, signIn: true);
        await using var core = await OutboxOfATest.StartAsync(sink, "starttls");
        await core.PutAsync();

        await core.SendAsync();

        Assert.Equal(MailFault.TlsUnavailable, (await core.OnlyMailAsync()).LastFault);
        Assert.StartsWith("EHLO ", Assert.Single(sink.Commands), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused(string security)
    {
        await using var sink = SmtpSink.Start(implicitTls: security == "tls", startTls: security == "starttls", signIn: true);
        await using var core = await OutboxOfATest.StartAsync(sink, security, trusts: false);
        await core.PutAsync();

        await core.SendAsync();

        Assert.Equal(MailFault.CertificateRefused, (await core.OnlyMailAsync()).LastFault);
        Assert.DoesNotContain(sink.Commands, command => command.Contains("AUTH", StringComparison.Ordinal) || command.Contains("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_slipped_in_before_the_encryption_is_not_believed()
    {
        await using var sink = SmtpSink.Start(startTls: true, signIn: true).Responds("STARTTLS", "220 go on\r\n250 slipped in");
        await using var core = await OutboxOfATest.StartAsync(sink, "starttls");
        await core.PutAsync();

        await core.SendAsync();

        Assert.Contains((await core.OnlyMailAsync()).LastFault, new MailFault?[] { MailFault.NotSmtp, MailFault.TlsFailed });
        Assert.DoesNotContain(sink.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CONNECT", "554 5.3.2 not for you", MailFault.TryLater, false)]
    [InlineData("CONNECT", "421 4.3.2 too many", MailFault.TryLater, false)]
    [InlineData("CONNECT", "HTTP/1.1 400 Bad Request", MailFault.NotSmtp, false)]
    [InlineData("CONNECT", "close", MailFault.Unreachable, false)]
    [InlineData("EHLO", "502 5.5.1 what", MailFault.TlsUnavailable, false)]
    [InlineData("AUTH", "535 5.7.8 wrong", MailFault.AuthenticationRefused, false)]
    [InlineData("AUTH", "454 4.7.0 later", MailFault.TryLater, false)]
    [InlineData("MAIL", "550 5.7.1 not this sender", MailFault.SenderRefused, false)]
    [InlineData("MAIL", "451 4.3.0 later", MailFault.TryLater, false)]
    [InlineData("RCPT", "550 5.1.1 no such user", MailFault.RecipientRefused, true)]
    [InlineData("RCPT", "450 4.2.1 greylisted", MailFault.TryLater, false)]
    [InlineData("DATA", "554 5.6.0 no", MailFault.MessageRefused, true)]
    [InlineData(".", "552-5.2.3 This is\r\n552 5.2.3 too much", MailFault.MessageRefused, true)]
    [InlineData(".", "452 4.3.1 disk full", MailFault.TryLater, false)]
    [InlineData(".", "close", MailFault.Unreachable, false)]
    public async Task Refusal_of_a_server_is_known_by_its_kind(string verb, string answer, MailFault fault, bool final)
    {
        await using var sink = SmtpSink.Start(startTls: true, signIn: true).Responds(verb, answer);
        await using var core = await OutboxOfATest.StartAsync(sink, "starttls");
        await core.PutAsync();

        Assert.Equal(0, await core.SendAsync());

        var mail = await core.OnlyMailAsync();
        Assert.Equal((fault, final ? EmailState.Dead : EmailState.Waiting), (mail.LastFault!.Value, mail.State));
        Assert.DoesNotContain('\n', mail.LastReply ?? "");
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData(".")]
    public async Task A_server_that_says_nothing_is_left(string verb)
    {
        await using var sink = SmtpSink.Start().Responds(verb, "hang");
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false, answersWithin: TimeSpan.FromMilliseconds(300));
        await core.PutAsync();

        await core.SendAsync();

        Assert.Equal(MailFault.TimedOut, (await core.OnlyMailAsync()).LastFault);
    }

    [Fact]
    public async Task A_taken_message_is_sent_however_the_server_says_good_bye()
    {
        await using var sink = SmtpSink.Start().Responds("QUIT", "close");
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync();

        Assert.Equal(1, await core.SendAsync());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b.example>\r\nRCPT TO:<c@d.example")]
    [InlineData("a b@c.example")]
    [InlineData("é@c.example")]
    public async Task An_address_cannot_become_a_command(string address)
    {
        await using var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync(to: new MailRecipient(address, null));

        await core.SendAsync();

        Assert.Equal((EmailState.Dead, (MailFault?)MailFault.AddressUnusable), ((await core.OnlyMailAsync()).State, (await core.OnlyMailAsync()).LastFault));
        Assert.Empty(sink.Commands);
    }

    [Fact]
    public async Task A_domain_in_any_script_is_written_as_mail_servers_know_it()
    {
        await using var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync(to: new MailRecipient("anne@boulangerie-forêt.example", null));

        await core.SendAsync();

        Assert.Equal("anne@xn--boulangerie-fort-6qb.example", Assert.Single(Assert.Single(sink.Taken).To));
    }

    [Fact]
    public async Task Server_that_does_not_listen_is_reported()
    {
        var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await sink.DisposeAsync();
        await core.PutAsync();

        await core.SendAsync();

        Assert.Equal(MailFault.Unreachable, (await core.OnlyMailAsync()).LastFault);
    }
}
