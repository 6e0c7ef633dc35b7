using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>Quotas where they are set and read in the admin.</summary>
public sealed class QuotaPagesTests
{
    [Fact]
    public async Task Client_page_sets_a_quota_with_its_ladder_and_shows_what_is_used()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync();
        await site.SignInAsync();
        var address = $"/admin/clients/{(await site.MartinClientAsync()).Id}/quota";
        var form = (await site.OpenAsync(address)).Form("#client-quota form");

        var saved = await site.SubmitAsync(form, new { Quota_Messages = "4", Quota_Cost = "12,50", Ladder_CheaperPercent = "", Ladder_KnowledgePercent = "95" });
        await site.NewSpender().AskAsync("Bonjour ?");
        var page = await site.OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        var client = await site.MartinClientAsync();
        Assert.Equal((new Quota(QuotaPeriod.Month, 4, null, 12_500_000), new DegradeLadder(null, 95)), (client.Quota, client.Ladder));
        Assert.Equal(["25", "0"], page.Document.QuerySelectorAll("#quota-use meter").Select(meter => meter.GetAttribute("value")));
        Assert.Contains("1 sur 4 (25\u00a0%)", page.One("#quota-use").TextContent, StringComparison.Ordinal);
        Assert.Equal(("4", "12,5"), (page.One("[name='Quota.Messages']").GetAttribute("value"), page.One("[name='Quota.Cost']").GetAttribute("value")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_that_is_no_ceiling_keeps_the_form_and_says_why(bool htmx)
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync();
        await site.SignInAsync();
        var form = (await site.OpenAsync($"/admin/clients/{(await site.MartinClientAsync()).Id}/quota")).Form("#client-quota form");

        var page = await site.SubmitAsync(
            form, new { Quota_Messages = "beaucoup", Quota_Tokens = "0", Ladder_KnowledgePercent = "120" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("beaucoup", page.One("[name='Quota.Messages']").GetAttribute("value"));
        Assert.NotEmpty(page.One("#quota-messages-error").TextContent);
        Assert.NotEmpty(page.One("#knowledge-error").TextContent);
        Assert.Null((await site.MartinClientAsync()).Quota);
    }

    [Fact]
    public async Task Empty_ceilings_take_the_quota_away()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(new() { ["quota"] = new { period = "day", messages = 10 } });
        await site.SignInAsync();
        var form = (await site.OpenAsync($"/admin/clients/{(await site.MartinClientAsync()).Id}/quota")).Form("#client-quota form");

        await site.SubmitAsync(form, new { Quota_Messages = "" });

        Assert.Null((await site.MartinClientAsync()).Quota);
    }

    [Fact]
    public async Task Chatbot_page_sets_its_own_quota_off_message_and_cache()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync();
        await site.SignInAsync();
        var list = await site.OpenAsync($"/admin/clients/{(await site.MartinClientAsync()).Id}");
        var address = list.One("#client-chatbots a.row-link").GetAttribute("href")!;

        await site.SubmitAsync((await site.OpenAsync(address)).Form("#chatbot-quota form"), new { Quota_Period = "day", Quota_Messages = "1" });
        await site.SubmitAsync(
            (await site.OpenAsync(address)).Form("#chatbot-general form"), new { Form_OffMessage = "À demain !", Form_AnswerCacheHours = "12" });
        await site.NewSpender().AskAsync("Bonjour ?");
        var refused = await site.NewSpender().AskAsync("Bonjour ?");
        await site.NoteQuotaMarksAsync();
        var page = await site.OpenAsync(address);

        Assert.Equal("À demain !", refused.Problem!.Value.GetProperty("detail").GetString());
        Assert.Equal(("100", "12"), (page.One("#quota-use meter").GetAttribute("value"), page.One("[name='Form.AnswerCacheHours']").GetAttribute("value")));
        Assert.Contains("100\u00a0% du quota utilisés", page.One("#quota-use").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manager_of_the_client_reads_its_quota_and_sets_none()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(new() { ["quota"] = new { period = "month", messages = 10 } });
        var client = await site.MartinClientAsync();
        await site.HasMemberAsync(client, ClientRole.Manager, "manager@martin.example");
        await site.SignInAsync("manager@martin.example");

        var page = await site.OpenAsync($"/admin/clients/{client.Id}");
        var chatbot = await site.OpenAsync(page.One("#client-chatbots a.row-link").GetAttribute("href")!);
        var forced = await site.SubmitAsync(
            chatbot.Form("#chatbot-general form"), new { Form_Name = "Autre" });

        Assert.NotNull(page.One("#quota-use meter"));
        Assert.Empty(page.Document.QuerySelectorAll("#client-quota form"));
        Assert.Empty(chatbot.Document.QuerySelectorAll("#chatbot-quota form"));
        Assert.Equal(HttpStatusCode.OK, forced.Status);
        var form = forced.Form("#chatbot-general form");
        form.Action = new Uri(form.BaseUri).AbsolutePath + "?handler=Quota";
        Assert.Contains((await site.SubmitAsync(form)).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task Conversation_marks_what_came_from_the_cache()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = new() { ["answerCache"] = new { hours = 1 } } });
        await site.SignInAsync();
        await site.NewSpender().AskAsync("Bonjour ?");
        var again = site.NewSpender();
        await again.AskAsync("Bonjour ?");

        var list = await site.OpenAsync("/admin/conversations");
        var link = list.Document.QuerySelectorAll("a[href*='/admin/conversations/']").First(each => each.GetAttribute("href")!.Contains(again.ConversationId!, StringComparison.Ordinal));
        var page = await site.OpenAsync(link.GetAttribute("href")!);

        Assert.Contains("Depuis le cache 0,04 $ économisés", string.Join(' ', page.One(".from-cache").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
