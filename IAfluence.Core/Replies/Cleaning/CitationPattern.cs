namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Recognises a citation at the beginning of a text: [1], [1, 2], [1-3], [^1], [[1]], 【1】 and the like. A number has one to three digits, so that
/// a year or a postcode in brackets is no citation.
/// </summary>
internal static class CitationPattern
{
    private const int MaxDigits = 3;
    private const int MaxRange = 10;

    /// <summary>The length of an incomplete citation from which it is no longer taken for one.</summary>
    private const int MaxLength = 60;

    /// <returns>How far the text fits, and for a citation its length and its numbers.</returns>
    public static (Fit Fit, int Length, IReadOnlyList<int> Numbers) Match(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            text = text[..MaxLength];
        var (fit, length, numbers) = Read(text);
        return fit == Fit.Maybe && text.Length == MaxLength ? (Fit.No, 0, []) : (fit, length, numbers);
    }

    private static (Fit Fit, int Length, IReadOnlyList<int> Numbers) Read(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("【"))
            return Numbers(text, 1, "】");
        var (at, opened) = (0, 0);
        while (opened < 2)
        {
            var next = at < text.Length && text[at] == '\\' ? at + 1 : at;
            if (next >= text.Length)
                return (Fit.Maybe, 0, []);
            if (text[next] != '[')
                break;
            (at, opened) = (next + 1, opened + 1);
        }

        if (opened == 0)
            return (Fit.No, 0, []);
        if (at < text.Length && text[at] == '^')
            at++;
        return Numbers(text, at, opened == 1 ? "]" : "]]");
    }

    private static (Fit Fit, int Length, IReadOnlyList<int> Numbers) Numbers(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> closing)
    {
        var numbers = new List<int>();
        var isRange = false;
        while (true)
        {
            at = SkipSpace(text, at);
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < MaxDigits)
                at++;
            if (at == text.Length)
                return (Fit.Maybe, 0, []);
            if (at == start || char.IsAsciiDigit(text[at]))
                return (Fit.No, 0, []);
            Add(numbers, int.Parse(text[start..at], System.Globalization.CultureInfo.InvariantCulture), isRange);

            at = SkipSpace(text, at);
            if (at == text.Length)
                return (Fit.Maybe, 0, []);
            isRange = text[at] is '-' or '–';
            if (!isRange && text[at] is not (',' or ';'))
                return Close(text, at, closing, numbers);
            at++;
        }
    }

    private static (Fit Fit, int Length, IReadOnlyList<int> Numbers) Close(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> closing, List<int> numbers)
    {
        // Some models write 【1†source】.
        if (closing[0] == '】' && text[at] == '†')
        {
            var end = text[at..].IndexOf('】');
            return end < 0 ? (Fit.Maybe, 0, []) : (Fit.Yes, at + end + 1, numbers);
        }

        foreach (var bracket in closing)
        {
            if (at < text.Length && text[at] == '\\')
                at++;
            if (at == text.Length)
                return (Fit.Maybe, 0, []);
            if (text[at++] != bracket)
                return (Fit.No, 0, []);
        }

        return (Fit.Yes, at, numbers);
    }

    private static void Add(List<int> numbers, int number, bool isRange)
    {
        if (isRange && numbers[^1] < number && number - numbers[^1] <= MaxRange)
            numbers.AddRange(Enumerable.Range(numbers[^1] + 1, number - numbers[^1] - 1));
        numbers.Add(number);
    }

    private static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00a0')
            at++;
        return at;
    }
}
