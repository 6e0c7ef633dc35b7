using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot's own CSS once read.</summary>
/// <param name="Css">The same rules as the widget takes them; null when they are not accepted.</param>
/// <param name="Fault">The piece that is not accepted; null when all is.</param>
public sealed record PartStyleSheet(string? Css, string? Fault);

/// <summary>
/// Reads CSS on the widget's documented parts, <c>::part(launcher):hover { … }</c>, and writes it anew for the inside of the widget,
/// <c>[part~=launcher]:hover{…}</c>. Only what is known to be harmless is written: no rule on anything else, nothing that loads from
/// anywhere, no at-rule but <c>@media</c>, and nothing that hides the brand.
/// </summary>
public static partial class PartStyles
{
    /// <summary>What the widget draws, by the names in its shadow tree.</summary>
    public static readonly IReadOnlyList<string> Parts =
    [
        "launcher", "badge", "invitation", "panel", "header", "avatar", "title", "subtitle", "close", "menu", "log", "message", "visitor", "reply", "agent",
        "sources", "source", "suggestion", "tools", "notice", "composer", "input", "send", "form", "brand",
    ];

    private const int MaxFaultCharacters = 60;
    private const string Brand = "brand";

    // Of the functions of CSS those that neither load (url, src, image-set, image, cross-fade, element) nor read the page (attr, paint).
    private static readonly FrozenSet<string> _functions = FrozenSet.ToFrozenSet(
        [
            "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "calc", "min", "max", "clamp", "var", "env",
            "linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient", "repeating-conic-gradient",
            "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate", "skew", "skewx", "skewy", "matrix", "cubic-bezier", "steps",
            "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia", "inset", "circle", "ellipse",
            "polygon", "minmax", "repeat", "fit-content",
        ],
        StringComparer.OrdinalIgnoreCase);

    // What a client has not paid for must stay to be seen: of the brand, colours, letters and spaces only.
    private static readonly string[] _brandProperties =
        ["background", "background-color", "font-family", "font-style", "font-weight", "letter-spacing", "text-align", "text-decoration"];

    /// <param name="css">As typed, of acceptable length.</param>
    public static PartStyleSheet Read(string css)
    {
        var reader = new PartStyleReader(css);
        var written = new StringBuilder(css.Length);
        return reader.Foreign() is { } foreign || !Rules(reader, written, inMedia: false)
            ? new PartStyleSheet(null, Short(reader.Foreign() ?? reader.Fault))
            : new PartStyleSheet(written.ToString(), null);
    }

    private static bool Rules(PartStyleReader reader, StringBuilder written, bool inMedia)
    {
        while (reader.Prelude(inMedia) is { } prelude)
        {
            if (prelude.StartsWith('@'))
            {
                if (inMedia || MediaRule().Match(prelude) is not { Success: true } media || !Balanced(prelude))
                    return reader.Refuse(prelude);
                written.Append("@media ").Append(media.Groups[1].Value).Append('{');
                if (!Rules(reader, written, inMedia: true))
                    return false;
                written.Append('}');
                continue;
            }

            if (!Selectors(reader, prelude, written, out var ofBrand) || reader.Block() is not { } block)
                return reader.Refuse(prelude);
            written.Append('{');
            foreach (var declaration in PartStyleReader.Split(block, ';'))
            {
                if (declaration.Length > 0 && !Declaration(reader, declaration, ofBrand, written))
                    return false;
            }

            written.Append('}');
        }

        return reader.Fault.Length == 0;
    }

    private static bool Selectors(PartStyleReader reader, string prelude, StringBuilder written, out bool ofBrand)
    {
        ofBrand = false;
        var first = true;
        foreach (var selector in prelude.Split(','))
        {
            if (Selector().Match(selector.Trim()) is not { Success: true } match)
                return reader.Refuse(selector.Trim());
            var names = match.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (names.FirstOrDefault(name => !Parts.Contains(name)) is { } unknown)
                return reader.Refuse(unknown);
            ofBrand |= names.Contains(Brand);
            if (!first)
                written.Append(',');
            first = false;
            foreach (var name in names)
                written.Append("[part~=").Append(name).Append(']');
            written.Append(match.Groups[2].Value);
        }

        return true;
    }

    private static bool Declaration(PartStyleReader reader, string declaration, bool ofBrand, StringBuilder written)
    {
        if (DeclarationForm().Match(declaration) is not { Success: true } match)
            return reader.Refuse(declaration);
        var (property, value) = (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value.Trim());
        // Blanks for the strings: what stands in them is no function.
        var bare = PartStyleReader.WithoutStrings(value);
        if (bare is null || bare.AsSpan().IndexOfAny("{}@;") >= 0 || !Balanced(bare)
            || FunctionName().Matches(bare).Any(name => name.Groups[1].Length > 0 && !_functions.Contains(name.Groups[1].Value)))
            return reader.Refuse(declaration);
        if (ofBrand && !_brandProperties.Contains(property))
            return reader.Refuse(declaration);
        written.Append(property).Append(':').Append(value).Append(';');
        return true;
    }

    private static bool Balanced(string value)
    {
        var depth = 0;
        foreach (var character in value)
        {
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0 || character is '[' or ']')
                return false;
        }

        return depth == 0;
    }

    private static string? Short(string? fault) => fault?.Length > MaxFaultCharacters ? fault[..MaxFaultCharacters] : fault;

    [GeneratedRegex(@"^@media\s+([a-z0-9 (),:.>=\-]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MediaRule();

    [GeneratedRegex(
        @"^::part\(\s*([a-z]+(?:\s+[a-z]+)*)\s*\)((?::(?:hover|focus|focus-visible|focus-within|active|disabled|enabled|first-child|last-child|empty)|::(?:before|after|placeholder))*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Selector();

    [GeneratedRegex(@"^\s*(-{0,2}[a-z][a-z0-9-]*)\s*:(.+)$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex DeclarationForm();

    [GeneratedRegex(@"([^\s(),:/*+]*)\(", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionName();
}
