namespace IAfluence.Core.Chatbots;

/// <summary>
/// Decides what one rule of a chatbot's own CSS may do while the vendor's brand must stay visible. On the brand itself only properties that
/// keep it readable are allowed; elsewhere, properties that could cover it, or that it inherits from the panel, are refused.
/// </summary>
/// <remarks>
/// The check is not complete, because CSS has too many ways to hide an element. It does not prevent similar colours (the panel's background
/// can cause that too), tiny sizes, a clipped or off-screen panel, parts moved by <c>transform</c> or margins, or anything the site's own
/// stylesheet does to the widget.
/// </remarks>
internal sealed class BrandProtection
{
    private const string Brand = "brand";
    private const string Panel = "panel";

    private static readonly string[] _ofBrand = ["background", "background-color", "font-family", "font-style", "font-weight", "text-align"];

    // Properties that can place a part over its neighbours.
    private static readonly string[] _lifting = ["position", "z-index", "order"];

    // Properties that the brand inherits from the panel; the last one is its colour.
    private static readonly string[] _inherited = ["letter-spacing", "word-spacing", "text-indent", "visibility", "--muted"];

    // Parts outside the panel, and the panel itself, which moves together with the brand.
    private static readonly string[] _free = ["launcher", "badge", "invitation", Panel];

    private bool _onBrand;
    private bool _onPanel;
    private bool _lies;

    /// <summary>Whether the whole rule is refused, because a pseudo-element drawn after the panel's content would cover the brand.</summary>
    public bool CoversPanel { get; private set; }

    /// <summary>Adds one of the rule's selectors.</summary>
    /// <param name="names">The parts it selects.</param>
    /// <param name="pseudo">The pseudo-classes and pseudo-elements, such as <c>:hover::after</c>.</param>
    public void Add(string[] names, string pseudo)
    {
        var drawn = pseudo.Contains("::before", StringComparison.Ordinal) || pseudo.Contains("::after", StringComparison.Ordinal);
        _onBrand |= names.Contains(Brand);
        _onPanel |= names.Contains(Panel);
        _lies |= drawn || names.Except(_free).Any();
        CoversPanel |= drawn && names.Contains(Panel);
    }

    public bool Allows(string property) =>
        (!_onBrand || _ofBrand.Contains(property))
        && (!_lies || !_lifting.Contains(property))
        && (!_onPanel || !_inherited.Contains(property));
}
