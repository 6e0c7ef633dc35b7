namespace IAfluence.Web.Pages.Shared;

/// <summary>What <c>_Choice</c> renders: one of a few values, side by side, as a group of radio buttons.</summary>
/// <param name="Name">The field's full name on the page, such as <c>Form.Side</c>.</param>
/// <param name="Legend">What is chosen, in words.</param>
/// <param name="Chosen">The value that stands.</param>
/// <param name="Options">Values with their words, in order.</param>
public sealed record ChoiceView(string Name, string Legend, string? Chosen, IReadOnlyList<ChoiceOption> Options)
{
    /// <summary>One line beneath; null for none.</summary>
    public string? Hint { get; init; }

    public bool Small { get; init; }

    /// <summary>What ids on the page begin with.</summary>
    public string Id => Name.Replace('.', '_').Replace('[', '_').Replace(']', '_');
}

/// <summary>One value on offer.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read.</param>
public sealed record ChoiceOption(string Value, string Text)
{
    /// <summary>Shapes of a drawing 28 by 28, as SVG paths filled with the text's colour; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>Whether choosing it shows what an <c>.unfolds</c> beside it holds.</summary>
    public bool Unfolds { get; init; }
}
