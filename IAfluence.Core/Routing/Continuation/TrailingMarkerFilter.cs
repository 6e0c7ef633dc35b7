namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// Holds back a possible closing marker at the end of a streamed text: a quotation mark or a fence that was opened around it, or the marker that nothing
/// is missing. A marker at the end is dropped; when more text follows, it is returned.
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
