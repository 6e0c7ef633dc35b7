namespace IAfluence.Core.Routing.Continuation;

/// <summary>What is known of a repetition of the text already sent at the beginning of the new text.</summary>
internal enum RepetitionState
{
    /// <summary>The new text so far is a piece of the old: more of it must be seen.</summary>
    Pending,

    /// <summary>Nothing is repeated.</summary>
    None,

    /// <summary>The new text begins with the end of the old one: it is cut at <see cref="Repetition.CutAt"/>.</summary>
    Overlap,

    /// <summary>The answer is told again in other words: there is no position where it could be cut.</summary>
    StartedOver,
}

/// <summary>
/// Follows the new text along every position of the old text that it could be repeating: the end of it (an overlap), or all of it from the
/// beginning (a start-over). Not for several threads at once.
/// </summary>
internal sealed class Repetition
{
    /// <summary>So many characters in common are no chance.</summary>
    public const int Certain = 12;

    /// <summary>So many in common from the beginning of a sentence, and then others, are the sentence told again.</summary>
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

    /// <param name="old">The text already sent, without white space at its end.</param>
    /// <param name="spaced">Whether white space stands between it and the new text.</param>
    /// <param name="space">How many characters of white space a repetition may have besides what is seen here.</param>
    public Repetition(string old, bool spaced, int space = 0) => (_old, _spaced, _space) = (new NormalizedText(old), spaced, space);

    public RepetitionState State { get; private set; } = RepetitionState.Pending;

    /// <summary>Where, in the new text, that begins which was not said before.</summary>
    public int CutAt => State == RepetitionState.Overlap ? _new.EndOf(_old.Length - _overlapFrom) : 0;

    /// <summary>Takes more of the new text, whose first character is no white space.</summary>
    public void Append(ReadOnlySpan<char> more)
    {
        _new.Append(more);
        if (_searched)
            Follow();
    }

    /// <summary>Decides as far as what came allows.</summary>
    /// <param name="atEnd">Whether nothing more will come.</param>
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
        if ((_overlapFrom < 0 || position < _overlapFrom) && IsNoChance(position))
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
            // It broke off, or ended, within what was said already: there is nothing to add.
            _overlapFrom = _old.Length - _new.Length;
            State = RepetitionState.Overlap;
            return;
        }

        State = _overlapFrom >= 0 ? RepetitionState.Overlap : _startedOver ? RepetitionState.StartedOver : RepetitionState.None;
    }

    /// <summary>Whether an overlap that begins at this position of the old text is long enough to be meant.</summary>
    private bool IsNoChance(int position)
    {
        var length = _old.Length - position;
        if (_old.EndOf(_old.Length) - _old.EndOf(position) + _space >= Certain)
            return true;
        if (position == 0)
            return length > 2 || char.IsUpper(_old[0]) || _old[_old.Length - 1] == '.' || length == 1 && _old[0] == '-';
        // The word in which the old text stops, said again as a whole: "boulan" + "boulangerie".
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

    /// <summary>For each position of the old text, how many characters from there on are the new text's first (the Z function).</summary>
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
