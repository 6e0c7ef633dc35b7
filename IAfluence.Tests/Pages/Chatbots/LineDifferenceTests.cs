using IAfluence.Web.Pages.Chatbots.Versions;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class LineDifferenceTests
{
    [Theory]
    [InlineData("a", "a", "…")]
    [InlineData("a", "b", "-a +b")]
    [InlineData("a\nb\nc", "a\nc", "a -b c")]
    [InlineData("a\nc", "a\nb\nc", "a +b c")]
    [InlineData("a\nb\nc\nd", "b\nx\nd\ne", "-a b -c +x d +e")]
    [InlineData("", "a\nb", "- +a +b")]
    [InlineData("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\n7", "…3 4 5 -6 +7")]
    [InlineData("1\n2\n3\n4\nx", "1\n2\n3\n4\ny", "…2 3 4 -x +y")]
    public void A_difference_shows_changed_lines_and_a_few_around_them(string before, string after, string expected)
    {
        var lines = LineDifference.Of(before, after).Select(line => line.Fate switch
        {
            LineFate.Removed => "-" + line.Text,
            LineFate.Added => "+" + line.Text,
            LineFate.Skipped => "…" + line.Count,
            _ => line.Text,
        });

        Assert.Equal(expected == "…" ? before : expected, string.Join(' ', lines));
    }

    [Fact]
    public void Two_long_texts_with_nothing_in_common_are_shown_whole()
    {
        var before = string.Join('\n', Enumerable.Range(0, 2000).Select(line => $"a{line}"));
        var after = string.Join('\n', Enumerable.Range(0, 2000).Select(line => $"b{line}"));

        var lines = LineDifference.Of(before, after);

        Assert.Equal((2000, 2000), (lines.Count(line => line.Fate == LineFate.Removed), lines.Count(line => line.Fate == LineFate.Added)));
    }
}
