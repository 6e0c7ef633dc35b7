using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>A chatbot's appearance: colours that are judged, a drawing that follows, rules of CSS, a logo.</summary>
public sealed class DressingAWidgetTests : ChatbotPageTest
{
    private const string Form = "#chatbot-appearance form";

    [Fact]
    public async Task Appearance_is_saved_as_a_version_that_says_what_changed()
    {
        var saved = await App.SubmitAsync(await FormAsync(), new
        {
            Form_Color = "fe0",
            Form_OwnDark = "true",
            Form_ColorDark = "#AABBCC",
            Form_Theme = "auto",
            Form_Side = "left",
            Form_Launcher = "bar",
            Form_LauncherSize = "large",
            Form_LauncherLabel = "Une question ?",
            Form_PanelSize = "compact",
            Form_Radius = "4",
            Form_Font = "host",
            Form_Css = "::part(header) { background: #123456 }",
        });
        var version = await App.OpenAsync(Chatbot.Address("versions/2"));

        Assert.Contains("version 2", saved.One("#alerts").TextContent, StringComparison.Ordinal);
        var expected = new ChatbotAppearance
        {
            Color = "#ffee00",
            ColorDark = "#aabbcc",
            Side = "left",
            Launcher = "bar",
            LauncherSize = "large",
            LauncherLabel = "Une question ?",
            PanelSize = "compact",
            Radius = 4,
            Font = "host",
            Css = "::part(header) { background: #123456 }",
        };
        Assert.Equal(expected, (await SettingsAsync()).Appearance);
        Assert.Equal(10, version.Document.QuerySelectorAll("#version-settings .badge-primary").Length);
        Assert.Contains("Barre", version.One("#version-settings").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colour_of_the_dark_theme_that_is_not_wanted_is_none()
    {
        await App.SubmitAsync(await FormAsync(), new { Form_ColorDark = "#123456" });

        Assert.Null((await SettingsAsync()).Appearance.ColorDark);
    }

    [Theory]
    [InlineData("#ffee00", "texte noir", "utilise #")]
    [InlineData("#0b5a63", "texte blanc", "liens et contours")]
    public async Task Contrast_is_described_in_words_and_too_little_is_not_refused(string color, string onColor, string onPanel)
    {
        var notes = (await App.Visitor.LookAsync(await FormAsync(), "Drawing", new { Form_Color = color, Form_Theme = "light" })).One("#contrast-notes");

        Assert.Equal("true", notes.GetAttribute("hx-swap-oob"));
        Assert.Contains(onColor, notes.TextContent, StringComparison.Ordinal);
        Assert.Contains(onPanel, notes.TextContent, StringComparison.Ordinal);
        Assert.Contains("\u00a0: 1", notes.TextContent, StringComparison.Ordinal);
        var saved = await App.SubmitAsync(await FormAsync(), new { Form_Color = color });
        Assert.Equal(HttpStatusCode.OK, saved.Status);
    }

    [Fact]
    public async Task The_drawing_shows_both_themes_the_button_and_the_panel_before_anything_is_saved()
    {
        var drawn = await App.Visitor.LookAsync(
            await FormAsync(), "Drawing", new { Form_Color = "#ffee00", Form_Side = "left", Form_LauncherLabel = "Bonjour <b>", Form_Launcher = "bar", Form_PanelSize = "large" });

        Assert.Equal(["scene-light", "scene-dark"], drawn.Document.QuerySelectorAll("#widget-drawing svg").Select(scene => scene.ClassName));
        Assert.Contains("#ffee00", drawn.Html, StringComparison.Ordinal);
        Assert.Contains("Bonjour <b>", drawn.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", drawn.Html, StringComparison.Ordinal);
        Assert.Equal(ChatbotAppearance.DefaultRadius, (await SettingsAsync()).Appearance.Radius);
        Assert.Null((await SettingsAsync()).Appearance.LauncherLabel);
    }

    [Fact]
    public async Task Single_theme_is_drawn_alone()
    {
        var drawn = await App.Visitor.LookAsync(await FormAsync(), "Drawing", new { Form_Theme = "dark" });

        Assert.Equal("scene-dark", drawn.One("#widget-drawing svg").ClassName);
    }

    [Theory]
    [InlineData("::part(launcher) { color: red }\n::part(nose) { color: red }", "Ligne 2", "nose")]
    [InlineData("\n\nbody { display: none }", "Ligne 3", "body")]
    [InlineData("::part(header) { background: url(https://evil.example/a.png) }", "Ligne 1", "url")]
    [InlineData("@import 'a.css';", "Ligne 1", "@import")]
    [InlineData("::part(header) { color: red } /* never", "/*", "n’est pas fermé")]
    [InlineData("::part(brand) { display: none }", "Ligne 1", "display")]
    [InlineData("\n::part(brand) { letter-spacing: -9em }", "Ligne 2", "pourrait masquer la marque IAfluence")]
    [InlineData("::part(panel)::after { content: '' }", "Ligne 1", "rien ne doit la recouvrir")]
    public async Task Css_that_is_not_accepted_names_its_line_while_it_is_typed_and_when_it_is_saved(string css, string line, string why)
    {
        var typed = (await App.Visitor.LookAsync(await FormAsync(), "Drawing", new { Form_Css = css })).One("#css-error").TextContent;
        var saved = await App.SubmitAsync(await FormAsync(), new { Form_Css = css });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.Status);
        Assert.Equal(typed, saved.One("#css-error").TextContent);
        Assert.Contains(line, typed, StringComparison.Ordinal);
        Assert.Contains(why, typed, StringComparison.Ordinal);
        Assert.Equal(css.Trim(), saved.One("[name='Form.Css']").TextContent.Trim());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_value_keeps_the_form_and_its_error_stands_beside_the_field(bool htmx)
    {
        var page = await App.SubmitAsync(
            await FormAsync(), new { Form_Color = "bleu", Form_Radius = "25", Form_Launcher = "bar", Form_LauncherLabel = "", Form_Font = "host" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("#rrvvbb", page.One("#color-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("0–24", page.One("#radius-error").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.One("#label-error").TextContent);
        Assert.Equal("bleu", page.One("[name='Form.Color']").GetAttribute("value"));
        Assert.Equal("host", page.One("[name='Form.Font'][checked]").GetAttribute("value"));
        Assert.Equal(htmx, page.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Fact]
    public async Task Two_editors_of_different_settings_do_not_undo_each_other()
    {
        var (first, second) = (await FormAsync(), await FormAsync());

        await App.SubmitAsync(first, new { Form_Launcher = "square" });
        await App.SubmitAsync(second, new { Form_Radius = "0" });

        var look = (await SettingsAsync()).Appearance;
        Assert.Equal(("square", 0), (look.Launcher, look.Radius));
    }

    [Fact]
    public async Task Two_editors_of_one_setting_are_told()
    {
        var (first, second) = (await FormAsync(), await FormAsync());

        await App.SubmitAsync(first, new { Form_PanelSize = "large" });
        var refused = await App.SubmitAsync(second, new { Form_PanelSize = "compact" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#conflict").TextContent);
        Assert.Equal("compact", refused.One("[name='Form.PanelSize'][checked]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_viewer_reads_and_may_neither_save_nor_look_ahead()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "viewer@martin.example");
        var viewer = App.NewBrowser();
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        var page = await viewer.OpenAsync(Chatbot.Address("appearance"));

        Assert.True(page.One(Form + " > fieldset").HasAttribute("disabled"));
        Assert.Empty(page.Document.QuerySelectorAll("main button[type=submit]:not(fieldset[disabled] *)"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SubmitAsync(page.Form(Form))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.LookAsync(page.Form(Form), "Drawing")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.LookAsync(page.Form(Form), "RemoveLogo")).Status);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> FormAsync() => (await App.OpenAsync(Chatbot.Address("appearance"))).Form(Form);

    private async Task<ChatbotSettings> SettingsAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings;
}
