using System.Text;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>How a continuation turned out.</summary>
public enum JointVerdict
{
    /// <summary>Too little has come to tell.</summary>
    Undecided,

    /// <summary>It goes on from what was said.</summary>
    Joined,

    /// <summary>It refuses, or speaks of the task instead of doing it.</summary>
    Refused,

    /// <summary>It tells the answer anew, and at no position could it be cut.</summary>
    StartedOver,

    /// <summary>It goes on in another language.</summary>
    OtherLanguage,
}

/// <summary>
/// Puts the words of a second model behind those of the first, so that the visitor reads one text. Pieces are pushed as they come; what
/// is certain comes out. It holds the beginning back until the joint is certain (some eighty characters; longer only while the text
/// repeats what was said, or may yet turn out to be a preface), then lets through what comes and keeps only what could be a closing
/// bracket of the whole. Nothing of an unusable continuation ever comes out. Not for several threads at once.
/// </summary>
public sealed class ContinuationJoint
{
    /// <summary>So many characters are seen before it decides, unless the text is shorter.</summary>
    public const int Window = 80;

    /// <summary>A language is judged by so much of what was said last.</summary>
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

    /// <param name="said">The text that the visitor has, to the character; not blank.</param>
    /// <param name="context">Texts of the conversation, whose words are known to be whole.</param>
    public ContinuationJoint(string said, IEnumerable<string>? context = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(said);
        (_said, _trimmed, _context) = (said, said.Trim(), context ?? []);
    }

    public JointVerdict Verdict { get; private set; }

    /// <summary>Whether nothing of it can be used; nothing comes out any more.</summary>
    public bool IsUnusable => Verdict is JointVerdict.Refused or JointVerdict.StartedOver or JointVerdict.OtherLanguage;

    /// <returns>What is certain by now; null when nothing is.</returns>
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

    /// <summary>The model has finished well.</summary>
    /// <returns>The rest; null when there is none.</returns>
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

    /// <summary>Looks at the beginning: drops what stands around the text, and finds out whether it can be used at all.</summary>
    /// <returns>False while more must be seen.</returns>
    private bool Open(bool atEnd)
    {
        var text = _held.ToString();
        var wrapping = ContinuationWrapping.Of(_said, text, atEnd);
        var body = text[wrapping.Length..];
        if (!atEnd && (wrapping.IsOpen || body.Length < Window))
            return false;
        if (body.Length == 0)
        {
            // Nothing was missing.
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

        if (!isOverlap && (ContinuationPhrases.BothGreet(_trimmed, next) || RestartedReply.IsOne(_trimmed, next)))
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

    /// <summary>What follows an overlap brings its true white space, of which some may be there already.</summary>
    private string SpaceAfterOverlap(string brought)
    {
        var there = _said[_said.AsSpan().TrimEnd().Length..];
        if (brought.StartsWith(there, StringComparison.Ordinal))
            return brought[there.Length..];
        return brought.Contains('\n', StringComparison.Ordinal) && !there.Contains('\n', StringComparison.Ordinal) ? brought[brought.IndexOf('\n', StringComparison.Ordinal)..] : "";
    }
}
