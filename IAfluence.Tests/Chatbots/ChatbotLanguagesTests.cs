using System.Text;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Chatbots;

public sealed class ChatbotLanguagesTests
{
    private static readonly ChatbotSettings Both = new()
    {
        Name = "Martin",
        Locale = "fr",
        Languages = ["fr", "en"],
        Greeting = LocalText.Of(("fr", "Bonjour"), ("en", "Hello")),
        Suggestions = LocalTexts.Of(("fr", ["Horaires ?"]), ("en", ["Hours?"])),
        Apology = "Pardon",
    };

    // As the version before wrote it.
    private const string Stored =
        """{"name":"Martin","locale":"fr","systemPrompt":"","greeting":"Bonjour","suggestions":["Horaires ?"],"appearance":{"color":"#2563eb","side":"right","theme":"auto","launcherLabel":"Aide","launcher":"round","launcherSize":"medium","panelSize":"standard","radius":20,"font":"system"},"allowedOrigins":[],"limits":{"messageCharacters":4000},"apology":"Pardon","behaviour":{"invitation":{"text":"Oui ?","afterSeconds":15,"onLeave":false,"pages":{"include":[],"exclude":[]}},"pages":{"include":[],"exclude":[]},"aiNotice":true,"aiNoticeText":"IA","consent":{"text":"D’accord ?","policyUrl":"https://martin.fr/p"}},"contact":{"name":"optional","email":"required","phone":"off","text":"Écrivez"},"handover":false,"images":false}""";

    [Fact]
    public void Settings_that_an_older_version_stored_are_written_as_they_were()
    {
        var read = JsonSerializer.Deserialize<ChatbotSettings>(Stored, DocumentJson.Options)!;

        var tidy = ChatbotRules.Tidy(read);

        Assert.Equal(Stored, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(tidy, DocumentJson.Options)));
        Assert.Empty(ChatbotRules.Check(tidy));
        Assert.Empty(ChatbotField.Changed(read, tidy));
        Assert.Equal("fr", Assert.Single(tidy.Spoken));
    }

    [Fact]
    public void Settings_in_two_languages_are_read_as_they_were_written()
    {
        var read = JsonSerializer.Deserialize<ChatbotSettings>(JsonSerializer.Serialize(Both, DocumentJson.Options), DocumentJson.Options)!;

        Assert.Empty(ChatbotField.Changed(Both, read));
        Assert.Equal("""{"fr":"Bonjour","en":"Hello"}""", JsonSerializer.SerializeToElement(Both, DocumentJson.Options).GetProperty("greeting").GetRawText());
    }

    [Fact]
    public void A_text_of_the_first_language_alone_is_plain()
    {
        var tidy = ChatbotRules.Tidy(Both with { Greeting = LocalText.Of(("fr", " Bonjour\r\n"), ("en", "  ")), FormOfAddress = "vous" });

        Assert.Equal(("Bonjour", null), (tidy.Greeting, tidy.FormOfAddress));
    }

    [Fact]
    public void Single_language_is_stored_as_before_there_were_several()
    {
        Assert.Equal((null, "en"), (ChatbotRules.Tidy(Both with { Languages = ["en"] }).Languages, ChatbotRules.Tidy(Both with { Languages = ["en"] }).Locale));
        Assert.Equal(["de"], ChatbotRules.Tidy(Both with { Languages = [" DE ", "de"] }).Languages);
        Assert.Equal("en", ChatbotRules.Tidy(Both with { Languages = ["en", "fr"] }).Locale);
    }

    [Fact]
    public void Rules_hold_for_each_language_and_name_it()
    {
        var wrong = Both with
        {
            Greeting = LocalText.Of(("fr", "ok"), ("en", new string('x', 2001))),
            Suggestions = LocalTexts.Of(("fr", ["ok"]), ("en", ["ok", new string('x', 121)])),
            FormOfAddress = "du",
            Appearance = new ChatbotAppearance { Launcher = "bar", LauncherLabel = LocalText.Of(("en", "Help")) },
            Behaviour = new ChatbotBehaviour
            {
                AiNoticeText = LocalText.Of(("de", "KI")),
                Invitation = new ChatbotInvitation { Text = LocalText.Of(("en", "?")), OnLeave = true },
                Consent = new ChatbotConsent { Text = LocalText.Of(("fr", "?"), ("en", "?")), PolicyUrl = LocalText.Of(("fr", "https://martin.fr"), ("en", "http://martin.fr")) },
            },
        };

        var errors = ChatbotRules.Check(ChatbotRules.Tidy(wrong));

        Assert.Equal(
            [
                ("FormOfAddress", FieldErrors.NotValid), ("Behaviour.AiNoticeText.de", FieldErrors.UnlistedLanguage),
                ("Greeting.en", FieldErrors.TooLong), ("Suggestions.en[1]", FieldErrors.TooLong), ("Appearance.LauncherLabel.fr", FieldErrors.Required),
                ("Behaviour.Invitation.Text.fr", FieldErrors.Required), ("Behaviour.Consent.PolicyUrl.en", FieldErrors.NotAnAddress),
            ],
            errors.Select(error => (error.Field, error.Code)));
    }

    [Fact]
    public void Languages_are_those_of_the_widget_and_at_least_one()
    {
        Assert.Equal([("Languages", FieldErrors.Required)], ChatbotRules.Check(new ChatbotSettings { Name = "x", Locale = "fr", Languages = [] }).Select(error => (error.Field, error.Code)));
        Assert.Equal([("Languages", "ja")], ChatbotRules.Check(new ChatbotSettings { Name = "x", Locale = "fr", Languages = ["fr", "ja"] }).Select(error => (error.Field, (string)error.Argument!)));
    }

    [Fact]
    public void A_text_given_in_some_languages_is_missing_in_the_others()
    {
        Assert.Equal([new MissingText("Apology", "en")], ChatbotTexts.MissingIn(Both));
        Assert.Empty(ChatbotTexts.MissingIn(Both with { Languages = null }));
    }

    [Fact]
    public void Change_of_the_first_language_leaves_every_text_in_its_own()
    {
        var changed = ChatbotTexts.WithLanguages(Both, ["en", "fr"]);

        Assert.Equal((Both.Greeting, LocalText.Of(("fr", "Pardon"))), (changed.Greeting, changed.Apology));
        Assert.Equal(["Languages"], ChatbotField.Changed(Both, changed).Select(field => field.Name));
        Assert.Empty(ChatbotField.Changed(Both, ChatbotTexts.WithLanguages(changed, ["fr", "en"])));
    }

    [Fact]
    public void A_language_taken_away_takes_its_texts_along_but_leaves_no_text_without_any()
    {
        var changed = ChatbotRules.Tidy(ChatbotTexts.WithLanguages(Both, ["en"]));

        Assert.Equal(("Hello", "Pardon", "en"), (changed.Greeting, changed.Apology, changed.Locale));
    }

    [Fact]
    public void Two_editors_keep_their_texts_when_one_changes_the_languages()
    {
        var read = Both with { Languages = null, Greeting = "Bonjour", Suggestions = LocalTexts.Empty };
        var languages = ChatbotTexts.WithLanguages(read, ["en", "fr"]);
        var apology = read with { Apology = "Désolé" };

        Assert.Empty(ChatbotField.Contested(read, apology, languages));
        var merged = ChatbotField.Merge(read, apology, languages);

        Assert.Equal((LocalText.Of(("fr", "Bonjour")), LocalText.Of(("fr", "Désolé"))), (merged.Greeting, merged.Apology));
    }

    [Fact]
    public void A_text_changed_in_two_languages_at_once_is_contested_as_one_setting()
    {
        var mine = Both with { Greeting = LocalText.Of(("fr", "Salut"), ("en", "Hello")) };
        var theirs = Both with { Greeting = LocalText.Of(("fr", "Bonjour"), ("en", "Hi")) };

        Assert.Equal(["Greeting"], ChatbotField.Contested(Both, mine, theirs).Select(field => field.Name));
        Assert.Empty(ChatbotField.Contested(Both, mine, Both with { Greeting = LocalText.Of(("en", "Hello"), ("fr", "Salut")) }));
    }

    [Fact]
    public void Agreement_in_one_language_outlives_a_translation_of_another()
    {
        var before = new ChatbotConsent { Text = "D’accord ?" };
        var settings = Both with { Behaviour = new ChatbotBehaviour { Consent = before with { Text = LocalText.Of(("fr", "D’accord ?"), ("en", "All right?")) } } };

        var versions = ChatbotConsent.VersionsOrNull(settings)!;

        Assert.Equal(2, versions.Count);
        Assert.Contains(before.VersionOf(), versions);
    }
}
