using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// A text that visitors read. JSON: a string, in the chatbot's first language, or an object such as <c>{ "fr": "…", "en": "…" }</c>.
/// </summary>
[JsonConverter(typeof(LocalTextConverter))]
public sealed class LocalText : Localized<string, LocalText>
{
    public static readonly LocalText Empty = new([(null, "")]);

    private LocalText(IEnumerable<(string? Language, string Value)> values) : base(values)
    {
    }

    /// <param name="texts">Languages from <see cref="ChatbotLanguages.All"/>, each at most once.</param>
    public static LocalText Of(params ReadOnlySpan<(string Language, string Text)> texts) => new([.. texts.ToArray().Select(text => ((string?)text.Language, text.Text))]);

    /// <summary>A text in the chatbot's first language.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator LocalText?(string? text) => text is null ? null : text.Length == 0 ? Empty : new([(null, text)]);

    private protected override string Nothing => "";

    private protected override LocalText Make(IEnumerable<(string? Language, string Value)> values) => new(values);

    private protected override bool IsNothing(string value) => value.Length == 0;

    private protected override bool AreSame(string one, string other) => one == other;

    private protected override string TextOf(string value) => value;
}

/// <summary>
/// A list of short texts that visitors read. JSON: an array, in the chatbot's first language, or an object with an array for each language.
/// </summary>
[JsonConverter(typeof(LocalTextsConverter))]
public sealed class LocalTexts : Localized<IReadOnlyList<string>, LocalTexts>
{
    public static readonly LocalTexts Empty = new([(null, [])]);

    private LocalTexts(IEnumerable<(string? Language, IReadOnlyList<string> Value)> values) : base(values)
    {
    }

    /// <param name="texts">Languages from <see cref="ChatbotLanguages.All"/>, each at most once.</param>
    public static LocalTexts Of(params ReadOnlySpan<(string Language, IReadOnlyList<string> Texts)> texts) =>
        new([.. texts.ToArray().Select(each => ((string?)each.Language, each.Texts))]);

    /// <summary>A list in the chatbot's first language.</summary>
    public static LocalTexts Plain(IReadOnlyList<string> texts) => texts.Count == 0 ? Empty : new([(null, texts)]);

    /// <summary>A list in the chatbot's first language.</summary>
    public static implicit operator LocalTexts(string[] texts) => Plain(texts);

    private protected override IReadOnlyList<string> Nothing => [];

    private protected override LocalTexts Make(IEnumerable<(string? Language, IReadOnlyList<string> Value)> values) => new(values);

    private protected override bool IsNothing(IReadOnlyList<string> value) => value.Count == 0;

    private protected override bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.SequenceEqual(other);

    private protected override string TextOf(IReadOnlyList<string> value) => string.Join('\n', value);
}

internal sealed class LocalTextConverter() : LocalizedConverter<string, LocalText>("a string", "\"…\"")
{
    protected override LocalText Plain(string value) => value;

    protected override LocalText ByLanguage((string Language, string Value)[] values) => LocalText.Of(values);

    protected override string? ReadOrNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    protected override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}

internal sealed class LocalTextsConverter() : LocalizedConverter<IReadOnlyList<string>, LocalTexts>("an array of strings", "[\"…\"]")
{
    protected override LocalTexts Plain(IReadOnlyList<string> value) => LocalTexts.Plain(value);

    protected override LocalTexts ByLanguage((string Language, IReadOnlyList<string> Value)[] values) => LocalTexts.Of(values);

    protected override IReadOnlyList<string>? ReadOrNull(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return null;
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                return null;
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    protected override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value)
    {
        writer.WriteStartArray();
        foreach (var text in value)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
