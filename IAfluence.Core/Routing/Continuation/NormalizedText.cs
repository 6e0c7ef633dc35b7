using System.Text;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// A growing text, normalized for the search for repetitions: white space is collapsed to one space, and typographic apostrophes and quotation marks
/// are replaced by plain ones. It maps each of its characters to the end position in the original text.
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

    /// <summary>Returns the position in the original text after the first <paramref name="length"/> normalized characters.</summary>
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
