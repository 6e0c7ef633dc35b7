namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>One tag of a page.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Attributes">By name in lower case; of one that stands twice the first counts.</param>
/// <param name="Text">What stands in a script, as written.</param>
/// <param name="InComment">Whether it stands in a comment, where browsers do not see it.</param>
public sealed record PageTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Text, bool InComment)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}
