using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Notifications;

/// <summary>What is put in the outbox leaves, once, however long that takes.</summary>
public sealed class SendingFromTheOutboxTests
{
    [Fact]
    public async Task Into_the_folder_each_recipient_gets_a_file_that_a_mail_program_reads()
    {
        await using var core = await CoreHost.StartAsync();
        await core.PutAsync();
        await core.PutAsync(to: new MailRecipient("léo@agency.example".Replace('é', 'e'), null), content: OutboxOfATest.Letter with { Subject = "Plain" });

        Assert.Equal(2, await core.SendAsync());

        var mails = ReadMail.Folder(core.Folder);
        Assert.Equal(["anne@agency.example", "leo@agency.example"], mails.Select(mail => mail.To).Order());
        var first = mails.Single(mail => mail.To.StartsWith("anne", StringComparison.Ordinal));
        Assert.Equal(OutboxOfATest.Letter.Subject, first.Subject);
        Assert.Equal(MailRenderer.Text(OutboxOfATest.Letter), first.Text);
        Assert.Equal(["text/plain; charset=utf-8", "text/html; charset=utf-8"], first.Parts.Keys);
        Assert.Contains("&lt;b&gt;pas du HTML&lt;/b&gt; &amp; fin", first.Html, StringComparison.Ordinal);
        Assert.Equal("auto-generated", first["Auto-Submitted"]);
        Assert.Equal("Sat, 14 Mar 2026 09:26:53 +0000", first["Date"]);
        Assert.Matches("^<[0-9a-f]{32}@localhost>$", first["Message-ID"]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(core.Folder, "outbox")));
    }

    [Fact]
    public async Task The_same_occasion_is_stored_once_whichever_process_raises_it()
    {
        await using var core = await CoreHost.StartAsync();
        await using var other = await CoreHost.StartAsync(core);

        var stored = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? core : other).PutAsync("incident/1/opened")));

        Assert.Equal(1, stored.Count(first => first));
        Assert.True(await core.PutAsync("incident/1/closed"));
        Assert.True(await core.PutAsync("incident/1/opened", new MailRecipient("leo@agency.example", null)));
    }

    [Fact]
    public async Task Two_processes_send_each_mail_once()
    {
        await using var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await using var other = await OutboxOfATest.StartAsync(sink, "none", signIn: false, onDatabaseOf: core);
        for (var n = 0; n < 30; n++)
            await core.PutAsync($"{n}");

        var sent = await Task.WhenAll(core.SendAsync(), other.SendAsync(), core.SendAsync(), other.SendAsync());

        Assert.Equal(30, sent.Sum());
        Assert.Equal(30, sink.Taken.Select(mail => mail.Read()["Message-ID"]).Distinct().Count());
        Assert.Equal(30, sink.Taken.Count);
    }

    [Fact]
    public async Task A_failed_try_is_repeated_after_ever_longer_pauses_until_it_works()
    {
        await using var sink = SmtpSink.Start().Responds("RCPT", "451 4.3.0 later");
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync();
        await core.SendAsync();

        for (var tries = 1; tries < 4; tries++)
        {
            core.Time.Advance(OutboxSender.Pauses[tries - 1] - TimeSpan.FromSeconds(1));
            await core.SendAsync();
            Assert.Equal(tries, (await core.OnlyMailAsync()).Attempts);
            core.Time.Advance(TimeSpan.FromSeconds(1));
            await core.SendAsync();
            Assert.Equal(tries + 1, (await core.OnlyMailAsync()).Attempts);
        }

        Assert.Equal("451 4.3.0 later", (await core.OnlyMailAsync()).LastReply);
        sink.Responds("RCPT", null);
        core.Time.Advance(OutboxSender.Pauses[3]);
        Assert.Equal(1, await core.SendAsync());
        var sent = await core.OnlyMailAsync();
        Assert.Equal((EmailState.Sent, (MailFault?)null, (DateTimeOffset?)core.Time.GetUtcNow()), (sent.State, sent.LastFault, sent.SentAt));
        Assert.Equal(0, await core.SendAsync());
        Assert.Single(sink.Taken);
    }

    [Fact]
    public async Task After_a_day_of_tries_it_is_a_dead_letter_that_can_be_sent_again()
    {
        await using var sink = SmtpSink.Start(signIn: true).Responds("AUTH", "535 5.7.8 wrong");
        await using var core = await OutboxOfATest.StartAsync(sink, "none");
        await core.PutAsync();
        var began = core.Time.GetUtcNow();

        while ((await core.OnlyMailAsync()) is { State: EmailState.Waiting, NextAttemptAt: { } next })
        {
            core.Time.Advance(next - core.Time.GetUtcNow());
            await core.SendAsync();
        }

        var dead = await core.OnlyMailAsync();
        Assert.Equal((EmailState.Dead, 8L, MailFault.AuthenticationRefused), (dead.State, dead.Attempts, dead.LastFault!.Value));
        Assert.InRange(core.Time.GetUtcNow() - began, TimeSpan.FromHours(20), TimeSpan.FromHours(24));
        await core.Get<MailHealth>().RefreshAsync(default);
        Assert.Equal(new MailState(0, 1, MailFault.AuthenticationRefused), core.Get<MailHealth>().State);

        sink.Responds("AUTH", null);
        Assert.True(await core.Get<Outbox>().SendAgainAsync(dead.Id));
        Assert.Equal(1, await core.SendAsync());
        Assert.False(await core.Get<Outbox>().SendAgainAsync(dead.Id));
        await core.Get<MailHealth>().RefreshAsync(default);
        Assert.Equal(MailState.Fine, core.Get<MailHealth>().State);
    }

    [Fact]
    public async Task Mail_claimed_by_a_dead_process_leaves_later_in_one_file()
    {
        await using var core = await CoreHost.StartAsync();
        await core.PutAsync();
        await core.SendAsync();
        var sent = await core.OnlyMailAsync();
        // As it stands when the process ends between the file and the note of it.
        await core.Get<PlatformDocuments<Email>>().Modify(sent.Id, new Update<Email>()
            .Set(mail => mail.State, EmailState.Waiting).Set(mail => mail.SendingBy, "dead").Set(mail => mail.NextAttemptAt, core.Time.GetUtcNow() + OutboxSender.Claim));

        Assert.Equal(0, await core.SendAsync());
        Assert.False(await core.Get<Outbox>().SendAgainAsync(sent.Id));
        core.Time.Advance(OutboxSender.Claim);
        Assert.Equal(1, await core.SendAsync());

        Assert.Single(ReadMail.Folder(core.Folder));
    }

    [Fact]
    public async Task Sent_mails_are_forgotten_after_a_month()
    {
        await using var core = await CoreHost.StartAsync();
        await core.PutAsync();
        await core.SendAsync();
        var id = (await core.OnlyMailAsync()).Id;

        core.Time.Advance(Email.SentRetention + TimeSpan.FromSeconds(1));

        Assert.Null(await core.Get<Outbox>().FindOrNullAsync(id, default));
    }

    [Fact]
    public async Task Every_character_arrives()
    {
        var text = string.Join('\n', Enumerable.Range(0x20, 0x250).Select(code => new string((char)code, (code % 90) + 1)).Append("👩‍🚀 fin ").Append("From here").Append("--").Append("."));
        await using var sink = SmtpSink.Start();
        await using var core = await OutboxOfATest.StartAsync(sink, "none", signIn: false);
        await core.PutAsync(content: OutboxOfATest.Letter with { Lead = [text], Subject = "👩‍🚀" + new string('ë', 120) + "\r\nBcc: x@y.example" });

        await core.SendAsync();

        var read = Assert.Single(sink.Taken).Read();
        Assert.Contains(text.Replace("\u0085", "\n", StringComparison.Ordinal), read.Text, StringComparison.Ordinal);
        Assert.Equal("👩‍🚀" + new string('ë', 120) + "  Bcc: x@y.example", read.Subject);
    }
}
