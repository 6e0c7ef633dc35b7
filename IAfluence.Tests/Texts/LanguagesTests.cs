using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;
using IAfluence.Web.Texts;

namespace IAfluence.Tests.Texts;

public sealed partial class LanguagesTests
{
    public static TheoryData<Type> Rooms => [.. ListRooms()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_key_exists_in_every_language_with_the_same_places(Type room)
    {
        var french = Keys(room, "fr");

        foreach (var language in TextsServices.Languages)
        {
            var other = Keys(room, language);
            Assert.Equal(french.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            Assert.All(other, text => Assert.NotEqual("", text.Value.Trim()));
            Assert.All(french, text => Assert.True(
                Places(text.Value).SetEquals(Places(other[text.Key])), $"{room.Name}, {text.Key}: the places differ in {language}."));
        }
    }

    [Fact]
    public void Every_key_that_a_page_writes_exists()
    {
        var known = ListRooms().SelectMany(room => Keys(room, "fr").Keys).ToHashSet(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "IAfluence.Web", "Pages"), "*.cs*", SearchOption.AllDirectories);

        var unknown = pages
            .SelectMany(page => Written().Matches(File.ReadAllText(page)).Select(match => (Page: Path.GetFileName(page), Key: match.Groups["key"].Value)))
            .Where(use => !known.Contains(use.Key))
            .ToList();

        Assert.Empty(unknown);
    }

    private static IEnumerable<Type> ListRooms() => typeof(TextsServices).Assembly.GetTypes().Concat(typeof(Core.CoreServices).Assembly.GetTypes())
        .Where(type => type.IsPublic && type.Name.EndsWith("Texts", StringComparison.Ordinal) && Keys(type, "fr").Count > 0);

    private static Dictionary<string, string> Keys(Type room, string language)
    {
        var set = new ResourceManager(room).GetResourceSetOrNull(language);
        return set is null ? [] : set.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    // T["Key"], Words["Key"], S["Key"], texts["Key"], ErrorMessage = "Key"; keys made at run time are not literal and not looked for.
    [GeneratedRegex(@"(?:\b(?:T|S|Words|texts|words)\[|ErrorMessage = )""(?<key>[^""]+)""")]
    private static partial Regex Written();
}

file static class Resources
{
    public static ResourceSet? GetResourceSetOrNull(this ResourceManager manager, string language)
    {
        try
        {
            return manager.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
