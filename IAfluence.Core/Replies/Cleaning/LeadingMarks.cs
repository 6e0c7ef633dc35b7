using IAfluence.Core.Knowledge;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Removes the marks with which the models of one reply begin their texts, and notes the outcome. It works on each attempt by itself, so that a
/// model that writes only a mark has said nothing, and a model that continues a text can begin with a mark too. Not thread-safe.
/// </summary>
public sealed class LeadingMarks
{
    private bool _isSaid;

    /// <summary>What the mark of the model that began the reply says; null when there was none.</summary>
    public ReplyOutcome? Outcome { get; private set; }

    /// <summary>Reads the beginning of another attempt.</summary>
    public IAttemptOpening Begin() => new Opening(this);

    private void Pass(ReplyOutcome? mark)
    {
        if (!_isSaid || Outcome is null)
            Outcome = mark;
        _isSaid = true;
    }

    private sealed class Opening(LeadingMarks marks) : IAttemptOpening
    {
        private const string Wrappers = "*_`#>";

        private string _held = "";
        private ReplyOutcome? _mark;
        private bool _isPassed;

        public string? Push(string piece)
        {
            if (_isPassed)
                return piece;
            _held += piece;
            while (Removed() is { } rest)
                _held = rest;
            return _isPassed ? _held : null;
        }

        public string? Finish()
        {
            if (_isPassed || string.IsNullOrWhiteSpace(_held) || IsPartOfAMark())
                return null;
            marks.Pass(_mark);
            return _held;
        }

        /// <summary>Returns the text without a mark at its beginning; null when there is none, or when more text is needed.</summary>
        private string? Removed()
        {
            var text = _held.AsSpan().TrimStart();
            var bare = text.TrimStart(Wrappers);
            var wrapper = text[..(text.Length - bare.Length)];
            bare = bare.TrimStart(' ');
            if (bare.IsEmpty)
                return null;
            var mark = MarkPattern.Match(bare);
            if (mark.Fit == Fit.Maybe)
                return null;
            if (mark.Fit == Fit.No)
            {
                _isPassed = true;
                _held = _mark is null ? _held : text.ToString();
                marks.Pass(_mark);
                return null;
            }

            var rest = bare[mark.Length..];
            // The closing emphasis may not be there yet.
            if (rest.Length < wrapper.Length && wrapper.StartsWith(rest))
                return null;
            _mark ??= mark.Outcome;
            var isDropped = wrapper.IndexOfAny("#>") >= 0 || rest.StartsWith(wrapper);
            return isDropped ? rest[(rest.StartsWith(wrapper) ? wrapper.Length : 0)..].TrimStart().ToString() : $"{wrapper}{rest.TrimStart()}";
        }

        private bool IsPartOfAMark() =>
            _held.AsSpan().Trim().Trim(Wrappers) is { Length: > 2 } bare && MarkPattern.Match(bare).Fit is Fit.Maybe or Fit.Yes;
    }
}
