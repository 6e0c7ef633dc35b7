using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>How visitors reach people, and when: the page on team and contact.</summary>
public sealed class ReachingTheTeamTests : ChatbotPageTest
{
    private const string Form = "#chatbot-team form";

    [Fact]
    public async Task The_form_and_the_handover_are_saved_and_read_in_the_version()
    {
        await App.SubmitAsync(await FormAsync(), new
        {
            Form_Handover = "true",
            Form_HasContact = "true",
            Form_Contact_SendTo = "contact@martin.fr",
            Form_Contact_Name = "required",
            Form_Contact_Email = "optional",
            Form_Contact_Phone = "required",
            Form_Contact_Text = "Réponse sous un jour.",
        });
        var version = await App.OpenAsync(Chatbot.Address("versions/2"));

        var settings = await SettingsAsync();
        var expected = new ChatbotContactForm { SendTo = "contact@martin.fr", Name = "required", Email = "optional", Phone = "required", Text = "Réponse sous un jour." };
        Assert.Equal((true, expected, null), (settings.Handover, settings.Contact, settings.Hours));
        Assert.Contains("contact@martin.fr", version.One("#version-settings").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_are_saved_several_a_day_until_midnight_and_empty_ones_are_none()
    {
        var form = await FormAsync();
        var week = Week(form, (0, "09:00", "12:00"), (0, "14:00", "18:30"), (0, "", ""), (5, "20:00", "00:00"));

        await App.Visitor.LookAsync(form, "", week);

        Assert.Equal([new(0, "09:00", "12:00"), new(0, "14:00", "18:30"), new(5, "20:00", "24:00")], (await SettingsAsync()).Hours!.Intervals);
        var page = await App.OpenAsync(Chatbot.Address("team"));
        Assert.Equal(["20:00", "00:00"], page.Document.QuerySelectorAll("[name^='Form.Days[5]'][type=time]").Select(field => field.GetAttribute("value")));
    }

    [Fact]
    public async Task The_week_is_written_with_buttons_that_save_nothing()
    {
        var form = await FormAsync();

        var added = await App.SubmitAsync(form, new { Form_ByHours = "true", change = "add:6" });
        var removed = await App.SubmitAsync(added.Form(Form), new { change = "remove:0:0" });
        var copied = await App.SubmitAsync(removed.Form(Form), new { change = "copy" });

        Assert.Equal(["09:00", "18:00"], TimesOf(added, 6));
        Assert.Equal(["14:00", "18:00"], TimesOf(removed, 0));
        Assert.All(Enumerable.Range(0, 5), day => Assert.Equal(["14:00", "18:00"], TimesOf(copied, day)));
        Assert.Equal(["09:00", "18:00"], TimesOf(copied, 6));
        Assert.Empty(TimesOf(copied, 5));
        Assert.True(copied.One("[name='Form.ByHours']").HasAttribute("checked"));
        Assert.Null((await SettingsAsync()).Hours);
    }

    [Fact]
    public async Task With_script_a_button_of_the_week_sends_the_form_and_what_visitors_meet()
    {
        var answer = await App.SubmitAsync(await FormAsync(), new { Form_ByHours = "true", change = "add:5" }, htmx: true);

        Assert.Equal(["09:00", "18:00"], TimesOf(answer, 5));
        Assert.Equal("true", answer.One("#team-outlook").GetAttribute("hx-swap-oob"));
        Assert.Empty(answer.Document.QuerySelectorAll("nav"));
    }

    [Theory]
    [InlineData("18:00", "09:00", "terminer après son début")]
    [InlineData("", "09:00", "début et la fin")]
    [InlineData("9h", "10:00", "début et la fin")]
    public async Task Hours_that_cannot_be_name_their_day(string from, string to, string why)
    {
        var form = await FormAsync();

        var page = await App.Visitor.LookAsync(form, "", Week(form, (0, "09:00", "12:00"), (2, from, to)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var wednesday = page.One(".week > li:nth-child(3)");
        Assert.Contains(why, wednesday.QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([from.Length == 0 ? null : from, to], TimesOf(page, 2));
        Assert.Null((await SettingsAsync()).Hours);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_value_keeps_the_form_and_its_error_stands_beside_the_field(bool htmx)
    {
        var page = await App.SubmitAsync(
            await FormAsync(), new { Form_HasContact = "true", Form_Contact_SendTo = "martin", Form_Contact_Email = "off", Form_Contact_Text = new string('x', 501) }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.All(["#send-error", "#contact-error"], place => Assert.NotEmpty(page.One(place).TextContent));
        Assert.Contains("e-mail ou le téléphone", page.Text, StringComparison.Ordinal);
        Assert.Equal("martin", page.One("[name='Form.Contact.SendTo']").GetAttribute("value"));
        Assert.Equal("off", page.One("[name='Form.Contact.Email'][checked]").GetAttribute("value"));
        Assert.Equal(htmx, page.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Fact]
    public async Task Outlook_shows_what_visitors_meet_before_anything_is_saved()
    {
        var form = await FormAsync();

        var alone = await App.Visitor.LookAsync(form, "Outlook", new { Form_Handover = "true", Form_ByHours = "true" });
        var both = await App.Visitor.LookAsync(form, "Outlook", new { Form_Handover = "true", Form_ByHours = "true", Form_HasContact = "true" });

        Assert.NotEmpty(alone.Document.QuerySelectorAll("#team-outlook .note-warning"));
        Assert.Empty(both.Document.QuerySelectorAll("#team-outlook .note-warning"));
        Assert.False((await SettingsAsync()).Handover);
    }

    [Fact]
    public async Task A_viewer_reads_and_may_not_save()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "viewer@martin.example");
        var viewer = App.NewBrowser();
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        var page = await viewer.OpenAsync(Chatbot.Address("team"));

        Assert.True(page.One(Form + " > fieldset").HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SubmitAsync(page.Form(Form))).Status);
    }

    /// <summary>The form's fields with this week in place of its own.</summary>
    private static List<KeyValuePair<string, string>> Week(AngleSharp.Html.Dom.IHtmlFormElement form, params (int Day, string From, string To)[] intervals) =>
    [
        .. Testing.Browser.FieldsOf(form).Where(field => !field.Key.StartsWith("Form.Days[", StringComparison.Ordinal)),
        new("Form.ByHours", "true"),
        .. Enumerable.Range(0, 7).Select(day => new KeyValuePair<string, string>($"Form.Days[{day}].Day", $"{day}")),
        .. intervals.SelectMany(interval => new KeyValuePair<string, string>[]
        {
            new($"Form.Days[{interval.Day}].From", interval.From), new($"Form.Days[{interval.Day}].To", interval.To),
        }),
    ];

    private static List<string?> TimesOf(OpenedPage page, int day) =>
        [.. page.Document.QuerySelectorAll($"[name^='Form.Days[{day}]'][type=time]").Select(field => field.GetAttribute("value"))];

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> FormAsync() => (await App.OpenAsync(Chatbot.Address("team"))).Form(Form);

    private async Task<ChatbotSettings> SettingsAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings;
}
