using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>A logo is sent, shown, refused, replaced and taken away.</summary>
public sealed class WearingALogoTests : ChatbotPageTest
{
    private const string Upload = "form[enctype='multipart/form-data']";

    [Fact]
    public async Task Logo_is_published_at_once_shown_in_the_drawing_and_removed()
    {
        var png = Images.Png(64, 64);

        var page = await UploadAsync(png);
        var shown = page.One("#chatbot-logo img").GetAttribute("src")!;
        var file = await App.Visitor.Http.GetAsync(shown);
        var removed = await App.SubmitAsync(page.Form("form[action*='handler=RemoveLogo']"));

        Assert.Contains("Publié", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll("#widget-drawing svg"), scene => Assert.Equal(shown, scene.QuerySelector("image")!.GetAttribute("href")));
        Assert.Equal(("image/png", "nosniff"), (file.Content.Headers.ContentType!.MediaType, file.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(png, await file.Content.ReadAsByteArrayAsync());
        Assert.Empty(removed.Document.QuerySelectorAll("#chatbot-logo img"));
        Assert.Equal(3, (await PublishedAsync()).Number);
    }

    [Fact]
    public async Task With_script_only_its_own_region_and_the_drawing_change()
    {
        var answer = await UploadAsync(Images.Png(64, 64), htmx: true);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Empty(answer.Document.QuerySelectorAll("nav, #chatbot-appearance"));
        Assert.NotEmpty(answer.One("#chatbot-logo [role=status]").TextContent);
        Assert.Equal(2, answer.Document.QuerySelectorAll("#widget-drawing[hx-swap-oob] image").Length);
    }

    [Fact]
    public async Task Uploading_it_undoes_nothing_that_another_editor_saves_and_the_reverse()
    {
        var form = (await App.OpenAsync(Chatbot.Address("appearance"))).Form("#chatbot-appearance form");
        await UploadAsync(Images.Png(64, 64));

        await App.SubmitAsync(form, new { Form_Radius = "0" });

        var look = (await PublishedAsync()).Settings.Appearance;
        Assert.Equal(0, look.Radius);
        Assert.NotNull(look.LogoId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task File_that_is_no_logo_is_refused_with_the_reason(bool htmx)
    {
        (byte[] File, string Why)[] files =
        [
            ([], "Choisissez"),
            ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "n’est pas une image PNG"),
            ([.. Images.Png(64, 64), .. new byte[LogoImage.MaxBytes]], "64 ko"),
            (Images.Png(513, 64), "512 × 512"),
        ];
        foreach (var (file, why) in files)
        {
            var page = await UploadAsync(file, htmx);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(why, page.One("#logo-error").TextContent, StringComparison.Ordinal);
            Assert.Equal(htmx, page.Document.QuerySelectorAll("nav.navigation").Length == 0);
        }

        Assert.Equal(1, (await PublishedAsync()).Number);
    }

    [Fact]
    public async Task The_published_logo_outlives_any_number_of_others_tried_in_the_draft()
    {
        var worn = (await UploadAsync(Images.Png(64, 64))).One("#chatbot-logo img").GetAttribute("src")!;
        for (var size = 1; size <= ChatbotLogos.KeptPerChatbot + 2; size++)
        {
            App.Time.Advance(TimeSpan.FromSeconds(1));
            await App.HasLogoAsync(Chatbot, Images.Png(size, 32));
        }

        Assert.Equal(HttpStatusCode.OK, (await App.Visitor.Http.GetAsync(worn)).StatusCode);
        Assert.Equal(ChatbotLogos.KeptPerChatbot, (await App.StoredAsync<ChatbotLogo>()).Count(logo => logo.ChatbotId == Chatbot.Id));
    }

    [Fact]
    public async Task Logo_of_another_chatbot_is_not_shown()
    {
        var page = await UploadAsync(Images.Png(64, 64));
        var query = page.One("#chatbot-logo img").GetAttribute("src")!.Split('?')[1];
        var other = await App.HasChatbotAsync(await App.HasClientAsync("Durand"));

        Assert.Equal(HttpStatusCode.NotFound, (await App.OpenAsync(other.Address("appearance") + "?" + query)).Status);
    }

    private async Task<OpenedPage> UploadAsync(byte[] file, bool htmx = false) =>
        await App.Visitor.UploadAsync((await App.OpenAsync(Chatbot.Address("appearance"))).Form(Upload), "logo", file, "logo.png", htmx);

    private async Task<ChatbotVersion> PublishedAsync() => await App.PublishedAsync(Chatbot);
}
