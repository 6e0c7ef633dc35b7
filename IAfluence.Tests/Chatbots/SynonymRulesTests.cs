using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class SynonymRulesTests
{
    [Fact]
    public void Lines_are_trimmed_and_repeated_ones_left_out() =>
        Assert.Equal(["vélo, bécane", "CB, carte bleue"], ChatbotRules.Tidy(With(" vélo ; bécane, Vélo,", "", "CB,carte bleue", "cb, carte bleue")).Synonyms!);

    [Fact]
    public void No_line_is_no_setting() => Assert.Null(ChatbotRules.Tidy(With(" ", ",;")).Synonyms);

    [Theory]
    [InlineData("seul", FieldErrors.OneWord)]
    [InlineData("a, b, c, d, e, f, g, h, i, j, k", FieldErrors.TooMany)]
    [InlineData("vélo, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", FieldErrors.TooLong)]
    public void Line_is_refused_with_its_place(string line, string code)
    {
        var error = Assert.Single(ChatbotRules.Check(ChatbotRules.Tidy(With("vélo, bécane", line))));

        Assert.Equal(("Synonyms[1]", code), (error.Field, error.Code));
    }

    [Fact]
    public void Too_many_lines_are_refused() => Assert.Contains(
        ChatbotRules.Check(ChatbotRules.Tidy(With([.. Enumerable.Range(0, 101).Select(i => $"mot{i}, terme{i}")]))),
        error => error is { Field: "Synonyms", Code: FieldErrors.TooMany });

    private static ChatbotSettings With(params string[] lines) => Catalog.Accueil with { Synonyms = lines };
}
