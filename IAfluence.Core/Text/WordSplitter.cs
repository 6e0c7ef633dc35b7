using System.Globalization;

namespace IAfluence.Core.Text;

/// <summary>
/// Splits a text into words. E-mail addresses, identifiers, decimal numbers and hyphenated words stay whole, as do numbers with thousands
/// separators; every ideograph or kana is a word of its own.
/// </summary>
internal static class WordSplitter
{
    public static IEnumerable<(int Start, int Length)> Split(string text)
    {
        var position = 0;
        while (position < text.Length)
        {
            if (!IsWord(text[position]))
            {
                position++;
                continue;
            }

            var length = IsIdeograph(text[position]) ? 1 : GroupedNumberLength(text, position);
            if (length == 0)
                length = CompoundLength(text, position);
            yield return (position, length);
            position += length;
        }
    }

    public static bool IsWord(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or
        UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;

    public static bool IsApostrophe(char character) => character is '\'' or '’' or '‘' or 'ʼ';

    public static bool IsHyphen(char character) => character is '-' or '\u2010' or '\u2011';

    private static bool IsIdeograph(char character) =>
        character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static int CompoundLength(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length)
        {
            if (IsIdeograph(text[end]))
                break;
            if (IsWord(text[end]))
                end++;
            else if (Joins(text, end))
                end += 2;
            else
                break;
        }

        return end - start;
    }

    private static bool Joins(string text, int at)
    {
        if (at + 1 >= text.Length || !IsWord(text[at + 1]) || IsIdeograph(text[at + 1]))
            return false;
        return text[at] is '_' or '.' or '@' || IsApostrophe(text[at]) || IsHyphen(text[at])
            || (text[at] == ',' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]));
    }

    /// <summary>The length of a number such as "4 000" or "1,250,000"; 0 when no such number starts here.</summary>
    private static int GroupedNumberLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end == start || end - start > 3)
            return 0;

        var groups = 0;
        while (IsGroup(text, end))
        {
            end += 4;
            groups++;
        }

        var goesOn = end < text.Length && (IsWord(text[end]) || Joins(text, end));
        return groups > 0 && !goesOn ? end - start : 0;
    }

    private static bool IsGroup(string text, int at) =>
        at + 3 < text.Length
        && text[at] is ' ' or '\u00A0' or '\u202F' or '\u2009' or ',' or '.'
        && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
        && !(at + 4 < text.Length && char.IsAsciiDigit(text[at + 4]));
}
