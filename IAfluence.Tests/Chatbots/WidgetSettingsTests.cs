using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class WidgetSettingsTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public void Every_broken_rule_of_the_widget_is_named()
    {
        var wrong = Catalog.Accueil with
        {
            Appearance = new ChatbotAppearance
            {
                ColorDark = "blue",
                Launcher = "bar",
                LauncherSize = "huge",
                PanelSize = "huge",
                Radius = 25,
                Font = "comic",
                LogoId = "../x",
                Css = "* {}",
            },
            Behaviour = new ChatbotBehaviour
            {
                Invitation = new ChatbotInvitation { Text = "", AfterSeconds = 601, Pages = new PagePatterns { Include = ["x"] } },
                Pages = new PagePatterns { Exclude = ["/a?b"] },
                AiNoticeText = new string('x', 301),
                Consent = new ChatbotConsent { Text = "", PolicyUrl = "javascript:alert(1)" },
            },
            Contact = new ChatbotContactForm { SendTo = "Martin <m@martin.fr>", Name = "maybe", Email = ContactField.Off, Text = new string('x', 501) },
            Hours = new ChatbotHours { Intervals = [new OpenInterval(7, "24:00", "25:00")] },
            Limits = new ChatbotLimits { MessagesPerConversation = 2001, MessagesPerMinuteOfAll = 9 },
        };

        var errors = ChatbotRules.Check(ChatbotRules.Tidy(wrong));

        Assert.Equal(
            [
                ("Limits.MessagesPerConversation", FieldErrors.OutOfRange), ("Limits.MessagesPerMinuteOfAll", FieldErrors.OutOfRange),
                ("Appearance.ColorDark", FieldErrors.NotAColor), ("Appearance.LauncherLabel", FieldErrors.Required),
                ("Appearance.LauncherSize", FieldErrors.NotValid), ("Appearance.PanelSize", FieldErrors.NotValid),
                ("Appearance.Radius", FieldErrors.OutOfRange), ("Appearance.Font", FieldErrors.NotValid), ("Appearance.LogoId", FieldErrors.NotValid),
                ("Appearance.Css", FieldErrors.NotAPartStyle), ("Behaviour.Invitation.Text", FieldErrors.Required),
                ("Behaviour.Invitation.AfterSeconds", FieldErrors.OutOfRange), ("Behaviour.Invitation.Pages.Include", FieldErrors.NotAPath),
                ("Behaviour.Pages.Exclude", FieldErrors.NotAPath), ("Behaviour.AiNoticeText", FieldErrors.TooLong),
                ("Behaviour.Consent.Text", FieldErrors.Required), ("Behaviour.Consent.PolicyUrl", FieldErrors.NotAnAddress),
                ("Contact.SendTo", FieldErrors.NotAnEmail), ("Contact.Name", FieldErrors.NotValid), ("Contact.Email", FieldErrors.Required),
                ("Contact.Text", FieldErrors.TooLong), ("Hours.Intervals[0].Day", FieldErrors.OutOfRange),
                ("Hours.Intervals[0].From", FieldErrors.NotATime), ("Hours.Intervals[0].To", FieldErrors.NotATime),
            ],
            errors.Select(error => (error.Field, error.Code)));
    }

    [Fact]
    public async Task The_same_lists_written_again_are_no_change()
    {
        var client = await _core.HasClientAsync();
        var settings = Catalog.Accueil with
        {
            Behaviour = new ChatbotBehaviour { Pages = new PagePatterns { Include = ["/a"] } },
            Hours = new ChatbotHours { Intervals = [new OpenInterval(1, "09:00", "12:00"), new OpenInterval(0, "09:00", "12:00")] },
        };
        var chatbot = (await _core.Get<ChatbotService>().CreateAsync(client.Id, settings, null, default)).Value!;

        var outcome = await _core.Get<ChatbotVersions>().SaveAsync(
            client.Id, chatbot.Id, 1, settings with { Behaviour = new ChatbotBehaviour { Pages = new PagePatterns { Include = [" /a "] } } }, null, default);

        Assert.Equal((SaveKind.Unchanged, 0), (outcome.Kind, outcome.Value!.Settings.Hours!.Intervals[0].Day));
    }

    [Fact]
    public void Every_setting_of_the_widget_is_compared_and_carried_over()
    {
        var changed = new ChatbotSettings
        {
            Name = "x",
            Locale = "en",
            Appearance = new ChatbotAppearance
            {
                Color = "#000000",
                ColorDark = "#000001",
                Side = "left",
                Theme = "dark",
                LauncherLabel = "?",
                Launcher = "bar",
                LauncherSize = "small",
                PanelSize = "large",
                Radius = 1,
                Font = "host",
                LogoId = "logo",
                Css = "::part(send) {}",
            },
            Behaviour = new ChatbotBehaviour
            {
                Invitation = new ChatbotInvitation { Text = "?" },
                Pages = new PagePatterns { Include = ["/"] },
                AiNotice = false,
                AiNoticeText = "?",
                Consent = new ChatbotConsent { Text = "?" },
            },
            Contact = new ChatbotContactForm(),
            Handover = true,
            Hours = new ChatbotHours(),
            Images = true,
            Limits = new ChatbotLimits { MessagesPerMinute = 1, MessageCharacters = 100, MessagesPerConversation = 10, MessagesPerMinuteOfAll = 10 },
        };
        var plain = new ChatbotSettings { Name = "y", Locale = "fr" };

        var merged = ChatbotField.Merge(plain, changed, plain);

        Assert.Equal(changed, merged with { Suggestions = changed.Suggestions, AllowedOrigins = changed.AllowedOrigins });
    }

    [Fact]
    public async Task A_new_identity_secret_takes_the_place_of_the_one_before()
    {
        var client = await _core.HasClientAsync();
        var chatbot = await _core.HasChatbotAsync(client);
        var secrets = _core.Get<IdentitySecrets>();

        var first = await secrets.RenewAsync(client.Id, chatbot.Id, default);
        var second = await secrets.RenewAsync(client.Id, chatbot.Id, default);

        var stored = await _core.Get<ChatbotService>().FindOrNullAsync(client.Id, chatbot.Id, default);
        Assert.Equal(43, second!.Length);
        Assert.NotEqual(first, second);
        Assert.Equal(second, secrets.OpenOrNull(stored!));
        Assert.True(await secrets.RemoveAsync(client.Id, chatbot.Id, default));
        Assert.Null(secrets.OpenOrNull((await _core.Get<ChatbotService>().FindOrNullAsync(client.Id, chatbot.Id, default))!));
        Assert.Null(await secrets.RenewAsync((await _core.HasClientAsync("Durand")).Id, chatbot.Id, default));
    }
}
