using System.Text.Json;
using System.Text.Json.Serialization;

namespace IAfluence.Core.Chatbots;

/// <summary>Reads and writes a value by language: plain as the value itself, otherwise as an object with language codes as property names.</summary>
/// <param name="noun">The JSON type of one value in messages, with its article.</param>
/// <param name="example">One value, as JSON.</param>
internal abstract class LocalizedConverter<T, TSelf>(string noun, string example) : JsonConverter<TSelf>
    where T : class
    where TSelf : Localized<T, TSelf>
{
    private string Expected =>
        $$"""expected {{noun}}, or an object with {{noun}} for each language, for example { "fr": {{example}}, "en": {{example}} }""";

    private static string Accepted => string.Join(", ", ChatbotLanguages.All);

    public override TSelf Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Plain(ReadOrNull(ref reader) ?? throw new JsonException(Expected + "."));
        var values = new List<(string Language, T Value)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString()!;
            if (!ChatbotLanguages.All.Contains(language))
                throw new JsonException($"'{language}' is not a language of the widget. Use one of: {Accepted}.");
            if (!seen.Add(language))
                throw new JsonException($"'{language}' appears twice. Keep one.");
            reader.Read();
            // A null removes the language's value.
            if (reader.TokenType != JsonTokenType.Null)
                values.Add((language, ReadOrNull(ref reader) ?? throw new JsonException($"{language}: expected {noun}, for example {example}.")));
        }

        return ByLanguage([.. values]);
    }

    public override void Write(Utf8JsonWriter writer, TSelf value, JsonSerializerOptions options)
    {
        if (value.IsPlain)
        {
            Write(writer, value.Values[0].Value);
            return;
        }

        writer.WriteStartObject();
        foreach (var (language, each) in value.Values)
        {
            writer.WritePropertyName(language!);
            Write(writer, each);
        }

        writer.WriteEndObject();
    }

    protected abstract TSelf Plain(T value);

    protected abstract TSelf ByLanguage((string Language, T Value)[] values);

    /// <returns>Null for a token of another type.</returns>
    protected abstract T? ReadOrNull(ref Utf8JsonReader reader);

    protected abstract void Write(Utf8JsonWriter writer, T value);
}
