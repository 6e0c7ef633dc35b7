namespace IAfluence.Web.Pages.Shared;

/// <summary>The model of <c>_Choice</c>: a few values side by side, as a group of radio buttons.</summary>
/// <param name="Name">The field's full name on the page, such as <c>Form.Side</c>.</param>
/// <param name="Legend">The legend of the group.</param>
/// <param name="Chosen">The current value.</param>
/// <param name="Options">The values with their labels, in order.</param>
public sealed record ChoiceView(string Name, string Legend, string? Chosen, IReadOnlyList<ChoiceOption> Options)
{
    /// <summary>A hint below the group; null for none.</summary>
    public string? Hint { get; init; }

    public bool Small { get; init; }

    /// <summary>The prefix of ids on the page.</summary>
    public string Id => Name.Replace('.', '_').Replace('[', '_').Replace(']', '_');
}

/// <summary>One selectable value.</summary>
/// <param name="Value">The posted value.</param>
/// <param name="Text">The label.</param>
public sealed record ChoiceOption(string Value, string Text)
{
    /// <summary>A 28 by 28 drawing as SVG path data in the text's colour; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>Whether choosing it shows the content of an adjacent <c>.unfolds</c> element.</summary>
    public bool Unfolds { get; init; }
}
