using System.Text.RegularExpressions;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>
/// Recognises sentences that answer a question with yes or no. Without the question that they answer, they would seem to answer the visitor's.
/// </summary>
internal static partial class YesOrNo
{
    /// <summary>Whether a sentence begins with a yes or no that answers something: "No, …", but not "No smoking".</summary>
    public static bool Begins(string sentence) => Answer().IsMatch(sentence);

    /// <summary>Whether a sentence, a heading or a list's item is a question.</summary>
    public static bool Asks(string sentence) => sentence.TrimEnd('*', '_', '"', '»', '”', ')', ' ', '\u00A0', '\u202F') is [.., '?'];

    [GeneratedRegex(
        @"^[\s*_>""«“(+-]*(?:oui|yes|yep|(?:non|no|nope)(?=[\s*_]*(?:[.,;:!–—…]|$|\s(?:bien sûr|malheureusement|hélas|mais|but|unfortunately|sorry)\b)))(?![\w’'-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Answer();
}
