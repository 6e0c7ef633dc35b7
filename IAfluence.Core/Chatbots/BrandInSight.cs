namespace IAfluence.Core.Chatbots;

/// <summary>
/// What one rule of a chatbot's own CSS may do where the vendor's brand must stay in sight: of the brand itself only what leaves it to be
/// read, and elsewhere nothing that is made to lie over it or that it takes over from the panel around it.
/// </summary>
/// <remarks>
/// CSS has more ways than a list can name. Not prevented are colours too near to each other (the panel's own background can do that too),
/// sizes of next to nothing, a panel that is clipped or pushed off the screen, parts that are moved by <c>transform</c> or margins, and
/// whatever the site's own stylesheet does to the widget.
/// </remarks>
internal sealed class BrandInSight
{
    private const string Brand = "brand";
    private const string Panel = "panel";

    private static readonly string[] _ofBrand = ["background", "background-color", "font-family", "font-style", "font-weight", "text-align"];

    // By these something lies over its neighbours.
    private static readonly string[] _lifting = ["position", "z-index", "order"];

    // These the brand takes over from the panel; the last is its colour.
    private static readonly string[] _inherited = ["letter-spacing", "word-spacing", "text-indent", "visibility", "--muted"];

    // They stand outside the panel, or, as the panel does, take the brand along.
    private static readonly string[] _free = ["launcher", "badge", "invitation", Panel];

    private bool _onBrand;
    private bool _onPanel;
    private bool _lies;

    /// <summary>Whether the whole rule is refused: what is drawn after the panel's content is drawn over the brand.</summary>
    public bool IsOverPanel { get; private set; }

    /// <summary>Takes one of the rule's selectors into account.</summary>
    /// <param name="names">The parts it names.</param>
    /// <param name="pseudo">What follows them, such as <c>:hover::after</c>.</param>
    public void Add(string[] names, string pseudo)
    {
        var drawn = pseudo.Contains("::before", StringComparison.Ordinal) || pseudo.Contains("::after", StringComparison.Ordinal);
        _onBrand |= names.Contains(Brand);
        _onPanel |= names.Contains(Panel);
        _lies |= drawn || names.Except(_free).Any();
        IsOverPanel |= drawn && names.Contains(Panel);
    }

    public bool Allows(string property) =>
        (!_onBrand || _ofBrand.Contains(property))
        && (!_lies || !_lifting.Contains(property))
        && (!_onPanel || !_inherited.Contains(property));
}
