namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>One tag of a page.</summary>
/// <param name="Name">Lowercase.</param>
/// <param name="Attributes">By lowercase name; of duplicates the first is used.</param>
/// <param name="Text">The content of a script element, as written.</param>
/// <param name="InComment">Whether it is inside a comment, which browsers ignore.</param>
public sealed record PageTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Text, bool InComment)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}
