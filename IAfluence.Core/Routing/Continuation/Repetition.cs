namespace IAfluence.Core.Routing.Continuation;

/// <summary>Whether the new text starts with a repetition of the earlier text.</summary>
internal enum RepetitionState
{
    /// <summary>The new text so far is part of the earlier text; more text is needed.</summary>
    Pending,

    /// <summary>Nothing is repeated.</summary>
    None,

    /// <summary>The new text starts with the end of the earlier text. It must be cut at <see cref="Repetition.CutAt"/>.</summary>
    Overlap,

    /// <summary>The new text restarts the reply in other words, so it cannot be cut.</summary>
    StartedOver,
}

/// <summary>
/// Compares the new text with every position of the earlier text that it may repeat: its end (an overlap), or all of it from the beginning (a restart).
/// Not thread-safe.
/// </summary>
internal sealed class Repetition
{
    /// <summary>The number of common characters from which a match is not a coincidence.</summary>
    public const int Certain = 12;

    /// <summary>The number of common characters from the beginning of a sentence from which the sentence counts as repeated, even if it then differs.</summary>
    private const int RepeatedSentence = 48;

    private const int MaxPositions = 64;

    private readonly NormalizedText _old;
    private readonly NormalizedText _new = new();
    private readonly bool _spaced;
    private readonly int _space;
    private readonly List<int> _positions = [];
    private int _followed;
    private int _overlapFrom = -1;
    private bool _startedOver;
    private bool _searched;

    /// <param name="old">The earlier text, without white space at its end.</param>
    /// <param name="spaced">Whether there is white space between the earlier and the new text.</param>
    /// <param name="space">The number of additional white space characters that a repetition may include.</param>
    public Repetition(string old, bool spaced, int space = 0) => (_old, _spaced, _space) = (new NormalizedText(old), spaced, space);

    public RepetitionState State { get; private set; } = RepetitionState.Pending;

    /// <summary>The position in the new text after the repetition.</summary>
    public int CutAt => State == RepetitionState.Overlap ? _new.EndOf(_old.Length - _overlapFrom) : 0;

    /// <summary>Adds more of the new text, which must not start with white space.</summary>
    public void Append(ReadOnlySpan<char> more)
    {
        _new.Append(more);
        if (_searched)
            Follow();
    }

    /// <summary>Decides the state, if the text so far allows it.</summary>
    /// <param name="atEnd">Whether the new text is complete.</param>
    public void Decide(bool atEnd)
    {
        if (State != RepetitionState.Pending)
            return;
        if (!_searched)
        {
            _searched = true;
            Search();
        }

        Conclude(atEnd);
    }

    private void Search()
    {
        var common = CommonBeginnings(_new.ToString(), _old.ToString());
        for (var position = 0; position < _old.Length; position++)
        {
            if (common[position] == _old.Length - position)
                Complete(position);
            else if (common[position] == _new.Length)
                Pend(position);
            else
                Diverge(position, common[position]);
        }

        _followed = _new.Length;
    }

    private void Pend(int position)
    {
        if (_positions.Count < MaxPositions)
            _positions.Add(position);
    }

    private void Follow()
    {
        for (; _followed < _new.Length && _positions.Count > 0; _followed++)
        {
            for (var index = _positions.Count - 1; index >= 0; index--)
            {
                var position = _positions[index];
                if (_old[position + _followed] != _new[_followed])
                {
                    Diverge(position, _followed);
                    _positions.RemoveAt(index);
                }
                else if (position + _followed + 1 == _old.Length)
                {
                    Complete(position);
                    _positions.RemoveAt(index);
                }
            }
        }

        _followed = _new.Length;
    }

    private void Complete(int position)
    {
        if ((_overlapFrom < 0 || position < _overlapFrom) && IsIntended(position))
            _overlapFrom = position;
    }

    private void Diverge(int position, int common) =>
        _startedOver |= position == 0 ? common >= Certain : common >= RepeatedSentence && BeginsSentence(position);

    private void Conclude(bool atEnd)
    {
        if (_positions.Count > 0 && !atEnd)
            return;
        if (_positions.Count > 0 && (_new.Length >= Certain || _positions[0] == 0 && _new.Length > 3))
        {
            // The new text ended inside the repeated text, so it adds nothing.
            _overlapFrom = _old.Length - _new.Length;
            State = RepetitionState.Overlap;
            return;
        }

        State = _overlapFrom >= 0 ? RepetitionState.Overlap : _startedOver ? RepetitionState.StartedOver : RepetitionState.None;
    }

    /// <summary>Whether an overlap that starts at this position of the earlier text is long enough to be intended.</summary>
    private bool IsIntended(int position)
    {
        var length = _old.Length - position;
        if (_old.EndOf(_old.Length) - _old.EndOf(position) + _space >= Certain)
            return true;
        if (position == 0)
            return length > 2 || char.IsUpper(_old[0]) || _old[_old.Length - 1] == '.' || length == 1 && _old[0] == '-';
        // The earlier text ends inside a word, and the new text repeats the whole word: "boulan" + "boulangerie".
        return !_spaced && length >= 3 && !char.IsLetterOrDigit(_old[position - 1]) && IsWord(position) && _new.Length > length && char.IsLetter(_new[length]);
    }

    private bool IsWord(int from)
    {
        for (var index = from; index < _old.Length; index++)
        {
            if (!char.IsLetter(_old[index]))
                return false;
        }

        return true;
    }

    private bool BeginsSentence(int position) => position < 2 || _old[position - 1] == ' ' && _old[position - 2] is '.' or '!' or '?' or ':' or ';';

    /// <summary>For each position of the earlier text, the number of characters that match the beginning of the new text (the Z function).</summary>
    private static int[] CommonBeginnings(string fresh, string old)
    {
        var all = fresh + '\0' + old;
        var z = new int[all.Length];
        var (left, right) = (0, 0);
        for (var index = 1; index < all.Length; index++)
        {
            if (index < right)
                z[index] = Math.Min(right - index, z[index - left]);
            while (index + z[index] < all.Length && all[z[index]] == all[index + z[index]])
                z[index]++;
            if (index + z[index] > right)
                (left, right) = (index, index + z[index]);
        }

        return z[(fresh.Length + 1)..];
    }
}
