using System.Text;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// A growing text in the form in which repetitions are looked for: any white space is one space, typographic apostrophes and quotes are
/// plain ones. It knows where each of its characters ends in the text it was made from.
/// </summary>
internal sealed class NormalizedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _ends = [];
    private int _read;

    public NormalizedText()
    {
    }

    public NormalizedText(ReadOnlySpan<char> text) => Append(text);

    public int Length => _text.Length;

    public char this[int index] => _text[index];

    /// <summary>Where the text that follows the first <paramref name="length"/> characters begins in the original.</summary>
    public int EndOf(int length) => length == 0 ? 0 : _ends[length - 1];

    public void Append(ReadOnlySpan<char> more)
    {
        foreach (var character in more)
        {
            _read++;
            var normal = Normal(character);
            if (normal == ' ' && _text.Length > 0 && _text[^1] == ' ')
            {
                _ends[^1] = _read;
                continue;
            }

            _text.Append(normal);
            _ends.Add(_read);
        }
    }

    public override string ToString() => _text.ToString();

    private static char Normal(char character) => character switch
    {
        '’' or '‘' => '\'',
        '“' or '”' => '"',
        _ when char.IsWhiteSpace(character) => ' ',
        _ => character,
    };
}
