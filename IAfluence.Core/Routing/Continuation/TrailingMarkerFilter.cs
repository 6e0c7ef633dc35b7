namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// Keeps back, of a text that streams, what could be the closing bracket of the whole: a quote or a fence that was opened around it, or
/// the sign that nothing is missing. It is dropped at the end, and let through when the text goes on after it.
/// </summary>
internal sealed class TrailingMarkerFilter
{
    private const int MostSpace = 8;

    private readonly List<string> _closers = [ContinuationPrompt.NothingMissing, ContinuationPrompt.Closing];
    private string _kept = "";

    public void Expect(string closer)
    {
        if (!_closers.Contains(closer))
            _closers.Add(closer);
    }

    public string? Push(string piece)
    {
        var text = _kept + piece;
        var from = KeptFrom(text);
        _kept = text[from..];
        return from == 0 ? null : text[..from];
    }

    public string? Finish()
    {
        var kept = _kept;
        _kept = "";
        return kept.Length == 0 || _closers.Contains(kept.Trim()) ? null : kept;
    }

    private int KeptFrom(string text)
    {
        var longest = MostSpace + _closers.Max(closer => closer.Length);
        for (var from = Math.Max(0, text.Length - longest); from < text.Length; from++)
        {
            var rest = text.AsSpan(from).TrimStart();
            if (rest.IsEmpty)
                return from;
            foreach (var closer in _closers)
            {
                if (rest.Length <= closer.Length ? closer.AsSpan().StartsWith(rest) : rest.StartsWith(closer) && rest[closer.Length..].IsWhiteSpace())
                    return from;
            }
        }

        return text.Length;
    }
}
