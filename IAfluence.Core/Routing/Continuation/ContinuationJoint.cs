using System.Text;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>The verdict on a continuation.</summary>
public enum JointVerdict
{
    /// <summary>There is too little text to decide.</summary>
    Undecided,

    /// <summary>It continues the text.</summary>
    Joined,

    /// <summary>It is a refusal, or a comment on the task instead of a continuation.</summary>
    Refused,

    /// <summary>It restarts the reply in other words, so no overlap can be cut.</summary>
    StartedOver,

    /// <summary>It continues in another language.</summary>
    OtherLanguage,
}

/// <summary>
/// Joins the text of a second model to that of the first, so that the visitor reads one text. Pieces are pushed as they arrive, and text is returned
/// once it is certain. The beginning is held back until the joint is certain: about 80 characters, and longer only while the text repeats the earlier
/// text or may still be a preface. After that, text passes through, except for a possible closing marker at the end. An unusable continuation returns
/// no text at all. Not thread-safe.
/// </summary>
public sealed class ContinuationJoint
{
    /// <summary>The number of characters needed for a decision, unless the text ends before.</summary>
    public const int Window = 80;

    /// <summary>The number of last characters of the earlier text from which its language is detected.</summary>
    private const int LanguageSample = 600;

    private readonly string _said;
    private readonly string _trimmed;
    private readonly IEnumerable<string> _context;
    private readonly StringBuilder _held = new();
    private readonly TrailingMarkerFilter _tail = new();
    private Repetition? _repetition;
    private int _bodyAt;
    private string _brought = "";
    private bool _silent;

    /// <param name="said">The exact text that the visitor has; not blank.</param>
    /// <param name="context">Other texts of the conversation. Their words are complete, which helps to recognise words cut in two.</param>
    public ContinuationJoint(string said, IEnumerable<string>? context = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(said);
        (_said, _trimmed, _context) = (said, said.Trim(), context ?? []);
    }

    public JointVerdict Verdict { get; private set; }

    /// <summary>Whether the continuation cannot be used. No more text is returned.</summary>
    public bool IsUnusable => Verdict is JointVerdict.Refused or JointVerdict.StartedOver or JointVerdict.OtherLanguage;

    /// <summary>Adds a piece of the continuation.</summary>
    /// <returns>The text that is certain now; null when there is none.</returns>
    public string? Push(string piece)
    {
        if (IsUnusable || _silent)
            return null;
        if (Verdict == JointVerdict.Joined)
            return _tail.Push(piece);
        _held.Append(piece);
        _repetition?.Append(piece);
        return Decide(atEnd: false);
    }

    /// <summary>Ends the continuation after the model completed it.</summary>
    /// <returns>The remaining text; null when there is none.</returns>
    public string? Finish()
    {
        var rest = Verdict == JointVerdict.Undecided ? Decide(atEnd: true) : null;
        if (IsUnusable || _silent)
            return null;
        return rest + _tail.Finish() is { Length: > 0 } text ? text : null;
    }

    private string? Decide(bool atEnd)
    {
        if (_repetition is null && !Open(atEnd))
            return null;
        _repetition!.Decide(atEnd);
        switch (_repetition.State)
        {
            case RepetitionState.Pending:
                return null;
            case RepetitionState.StartedOver:
                Verdict = JointVerdict.StartedOver;
                return null;
        }

        var body = _held.ToString(_bodyAt, _held.Length - _bodyAt);
        var isOverlap = _repetition.State == RepetitionState.Overlap;
        return Join(isOverlap ? body[_repetition.CutAt..] : body, isOverlap, atEnd);
    }

    /// <summary>Checks the beginning: removes wrapping such as a preface, and detects continuations that cannot be used.</summary>
    /// <returns>False when more text is needed, or when the continuation adds nothing or cannot be used.</returns>
    private bool Open(bool atEnd)
    {
        var text = _held.ToString();
        var wrapping = ContinuationWrapping.Of(_said, text, atEnd);
        var body = text[wrapping.Length..];
        if (!atEnd && (wrapping.IsOpen || body.Length < Window))
            return false;
        if (body.Length == 0)
        {
            // The earlier text was already complete.
            (Verdict, _silent) = (JointVerdict.Joined, true);
            return false;
        }

        if (ContinuationPhrases.SaysComplete(body))
        {
            (Verdict, _silent) = (JointVerdict.Joined, true);
            return false;
        }

        if (ContinuationPhrases.IsRefusal(body) && !(_trimmed[^1] == ',' && char.IsLower(body[0])))
        {
            Verdict = JointVerdict.Refused;
            return false;
        }

        if (wrapping.Closer is { } closer)
            _tail.Expect(closer);
        (_bodyAt, _brought) = (wrapping.Length, text[wrapping.OwnFrom..wrapping.Length]);
        var trailing = _said.Length - _said.AsSpan().TrimEnd().Length;
        _repetition = new Repetition(_trimmed, spaced: trailing + _brought.Length > 0, space: trailing + Math.Min(_brought.Length, 1));
        _repetition.Append(body);
        return true;
    }

    private string? Join(string body, bool isOverlap, bool atEnd)
    {
        var next = body.AsSpan().TrimStart().ToString();
        if (next.Length == 0)
        {
            if (!atEnd)
                return null;
            Verdict = JointVerdict.Joined;
            return null;
        }

        if (!isOverlap && (ContinuationPhrases.BothGreet(_trimmed, next) || RestartedReply.Is(_trimmed, next)))
        {
            Verdict = JointVerdict.StartedOver;
            return null;
        }

        if (!MarkdownState.IsInFence(_said) && LanguageDetector.IsAnother(_trimmed.Length > LanguageSample ? _trimmed[^LanguageSample..] : _trimmed, next))
        {
            Verdict = JointVerdict.OtherLanguage;
            return null;
        }

        Verdict = JointVerdict.Joined;
        var space = isOverlap
            ? SpaceAfterOverlap(body[..(body.Length - next.Length)])
            : JointWhitespace.Between(_said, _brought, next, () => new KnownWords(_said, _context));
        return _tail.Push(space + next);
    }

    /// <summary>Returns the white space after an overlap, without the part that the earlier text already has.</summary>
    private string SpaceAfterOverlap(string brought)
    {
        var there = _said[_said.AsSpan().TrimEnd().Length..];
        if (brought.StartsWith(there, StringComparison.Ordinal))
            return brought[there.Length..];
        return brought.Contains('\n', StringComparison.Ordinal) && !there.Contains('\n', StringComparison.Ordinal) ? brought[brought.IndexOf('\n', StringComparison.Ordinal)..] : "";
    }
}
