using System.Text;
using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>The text of one reply as visitors see it, cleaned while it streams, up to a maximum length. Not thread-safe.</summary>
/// <param name="cleaner">Null for a text that was cleaned before.</param>
/// <param name="maxCharacters">The maximum length of the cleaned text.</param>
public sealed class ReplyText(ReplyCleaner? cleaner, int maxCharacters)
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether text was cut at the maximum length.</summary>
    public bool IsCut { get; private set; }

    public int Length => _text.Length;

    /// <summary>The outcome of a mark in the middle of the text; null when there was none.</summary>
    public ReplyOutcome? Marked => cleaner?.Marked;

    /// <summary>Adds a piece of the model's text.</summary>
    /// <returns>The text that is shown now; null when there is none.</returns>
    public string? Push(string words) => Fit(cleaner is null ? words : cleaner.Push(words));

    /// <summary>Ends the text. Does nothing when it was cut.</summary>
    /// <returns>The rest; null when there is none.</returns>
    public string? Finish() => IsCut ? null : Fit(cleaner?.Finish());

    /// <summary>The text for a model that continues it; see <see cref="ReplyCleaner.ToBeContinued"/>.</summary>
    public string ToBeContinued() => cleaner is null ? _text.ToString() : cleaner.ToBeContinued();

    public override string ToString() => _text.ToString();

    private string? Fit(string? words)
    {
        if (words is null)
            return null;
        var room = maxCharacters - _text.Length;
        if (words.Length > room)
        {
            IsCut = true;
            words = words[..(room > 0 && char.IsHighSurrogate(words[room - 1]) ? room - 1 : room)];
        }

        _text.Append(words);
        return words.Length == 0 ? null : words;
    }
}
