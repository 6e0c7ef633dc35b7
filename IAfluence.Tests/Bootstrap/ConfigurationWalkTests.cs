using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IAfluence.Core.Bootstrap.Configuration;

namespace IAfluence.Tests.Bootstrap;

/// <summary>The walker and the merge know no property by name: what they do with a record follows from its type.</summary>
public sealed class ConfigurationWalkTests
{
    [Theory]
    [InlineData("""{ "words": "Bonjour" }""")]
    [InlineData("""{ "words": { "fr": "Bonjour", "en": "Hello" }, "count": null }""")]
    public void Value_with_a_converter_of_its_own_is_carried_as_it_is(string json)
    {
        var (known, faults) = Walk(json);

        var merged = ConfigurationMerge.Onto(new Sample { Words = new Words("before") }, known);

        Assert.Empty(faults);
        Assert.Equal((JsonNode.Parse(json)!["words"]!.ToJsonString(), Sample.DefaultCount), (merged.Words.Json, merged.Count));
    }

    [Fact]
    public void Converter_says_itself_what_is_wrong_under_the_path()
    {
        var (known, faults) = Walk("""{ "words": 3, "count": 1.5, "part": { "flag": 1, "other": true } }""");

        Assert.Equal(
            [
                "words: write a text, or an object of texts by language.", "count: expected an integer, not 1.5.", "part.flag: expected true or false, not 1.",
                "part.other: is not a known property. Use one of: flag, words.",
            ],
            faults);
        Assert.Equal("""{"part":{}}""", known.ToJsonString());
    }

    [Fact]
    public void Changes_are_the_changed_properties_alone_nested_ones_too()
    {
        var type = ConfigurationJson.Of<Sample>();
        var before = ConfigurationMerge.Kept(Walk("""{ "words": { "fr": "a" }, "count": 1, "part": { "flag": true, "words": "x" } }""").Known, type, "here");
        var said = Walk("""{ "words": { "fr": "a", "en": "b" }, "count": 1.0, "part": { "words": "y", "flag": true } }""").Known;

        var changes = ConfigurationMerge.Changed(said, ConfigurationMerge.Kept(said, type, "here"), before, type);

        Assert.Equal("""{"words":{"fr":"a","en":"b"},"part":{"words":"y"}}""", changes.ToJsonString());
    }

    private static (JsonObject Known, IReadOnlyList<string> Faults) Walk(string json)
    {
        var faults = new Faults();
        return (new ConfigurationWalk(faults).Object(JsonElement.Parse(json), ConfigurationJson.Of<Sample>(), ""), faults.Lines);
    }

    internal sealed record Sample
    {
        public const int DefaultCount = 7;

        public Words Words { get; init; } = new("");

        public int Count { get; init; } = DefaultCount;

        public Part Part { get; init; } = new();
    }

    internal sealed record Part
    {
        public bool Flag { get; init; }

        public Words Words { get; init; } = new("");
    }

    [JsonConverter(typeof(WordsConverter))]
    internal sealed record Words(string Json);

    private sealed class WordsConverter : JsonConverter<Words>
    {
        public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = JsonElement.ParseValue(ref reader);
            return value.ValueKind is JsonValueKind.String or JsonValueKind.Object
                ? new Words(JsonSerializer.Serialize(value))
                : throw new JsonException("write a text, or an object of texts by language.");
        }

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.Length == 0 ? "\"\"" : JsonValid(value.Json));

        private static string JsonValid(string json) => json[0] is '"' or '{' ? json : $"\"{json}\"";
    }
}
