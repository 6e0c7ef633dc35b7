using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// Gives the citations of a reply the numbers under which its sources are listed: 1 for the source that is cited first. Passages of one text have
/// one number.
/// </summary>
/// <param name="passages">In the order of the prompt, in which they are numbered from 1.</param>
public sealed class CitationNumbers(IReadOnlyList<RetrievedPassage> passages)
{
    private readonly List<MessageSource> _sources = [];
    private readonly List<PassageId> _cited = [];

    /// <summary>The distinct sources that are cited, in the order of their numbers.</summary>
    public IReadOnlyList<MessageSource> Sources => _sources;

    /// <summary>The distinct passages that are cited, in order.</summary>
    public IReadOnlyList<PassageId> Cited => _cited;

    public bool Knows(int passage) => passage >= 1 && passage <= passages.Count;

    /// <summary>Returns the number under which the source of a passage is listed; null when it is not listed yet.</summary>
    public int? FindOrNull(int passage) => _sources.IndexOf(SourceOf(passage)) is var at and >= 0 ? at + 1 : null;

    /// <summary>Cites a known passage, and returns the number under which its source is listed.</summary>
    public int Cite(int passage)
    {
        var (source, id) = (SourceOf(passage), passages[passage - 1].Id);
        if (!_cited.Contains(id))
            _cited.Add(id);
        if (!_sources.Contains(source))
            _sources.Add(source);
        return _sources.IndexOf(source) + 1;
    }

    private MessageSource SourceOf(int passage) => new(passages[passage - 1].Title, passages[passage - 1].Url);
}
