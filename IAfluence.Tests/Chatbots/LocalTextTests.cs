using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Chatbots;

public sealed class LocalTextTests
{
    [Theory]
    [InlineData("\"Bonjour\"", "\"Bonjour\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("""{ "en": "Hello", "fr": "Bonjour" }""", """{"fr":"Bonjour","en":"Hello"}""")]
    [InlineData("""{ "fr": "Bonjour", "en": null }""", """{"fr":"Bonjour"}""")]
    public void A_text_is_read_and_written_as_a_string_or_by_language(string json, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<LocalText>(json, DocumentJson.Options), DocumentJson.Options));

    [Theory]
    [InlineData("""["a","b"]""", """["a","b"]""")]
    [InlineData("""{ "en": ["b"], "fr": [] }""", """{"fr":[],"en":["b"]}""")]
    public void A_list_of_texts_too(string json, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<LocalTexts>(json, DocumentJson.Options), DocumentJson.Options));

    [Theory]
    [InlineData("3", """expected a string, or an object with a string for each language, for example { "fr": "…", "en": "…" }.""")]
    [InlineData("""{ "fr": ["a"] }""", """fr: expected a string, for example "…".""")]
    [InlineData("""{ "de-CH": "Grüezi" }""", "'de-CH' is not a language of the widget. Use one of: fr, en, es, de, it, nl, pt, ar.")]
    [InlineData("""{ "$set": "x" }""", "'$set' is not a language of the widget. Use one of: fr, en, es, de, it, nl, pt, ar.")]
    [InlineData("""{ "fr": "a", "fr": "b" }""", "'fr' appears twice. Keep one.")]
    public void Value_that_is_neither_is_refused_with_what_to_write(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LocalText>(json, DocumentJson.Options)).Message);

    [Theory]
    [InlineData("fr", "Bonjour")]
    [InlineData("en", "Hello")]
    [InlineData("en-GB", "Hello")]
    [InlineData("EN_us", "Hello")]
    [InlineData("de", "Bonjour")]
    [InlineData("es", "Bonjour")]
    public void A_visitor_reads_their_language_else_the_first(string language, string text) =>
        Assert.Equal(text, LocalText.Of(("fr", "Bonjour"), ("en", "Hello"), ("es", "")).In(language, "fr"));

    [Fact]
    public void A_plain_text_is_the_first_languages() =>
        Assert.Equal(("Hello", "Hello", null), (((LocalText)"Hello").In("en", "en"), ((LocalText)"Hello").In("fr", "en"), LocalText.Of(("fr", "Bonjour")).In("de", "en")));

    [Fact]
    public void Texts_are_equal_by_content_whatever_their_order()
    {
        var one = LocalText.Of(("fr", "a"), ("en", "b"));
        var other = LocalText.Of(("en", "b"), ("fr", "a"));

        Assert.Equal((one, one.GetHashCode()), (other, other.GetHashCode()));
        Assert.NotEqual(one, LocalText.Of(("fr", "a"), ("en", "c")));
        Assert.NotEqual("a", LocalText.Of(("en", "a")));
        Assert.Equal(LocalTexts.Of(("fr", ["a", "b"])), LocalTexts.Of(("fr", ["a", "b"])));
    }
}
