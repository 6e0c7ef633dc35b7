using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Chatbots;

/// <summary>The result of reading a chatbot's own CSS.</summary>
/// <param name="Css">
/// The rules as the widget uses them, without those that could hide a required brand; null when the CSS is refused for another reason.
/// </param>
/// <param name="Fault">The refused piece; null when everything is accepted.</param>
public sealed record PartStyleSheet(string? Css, string? Fault)
{
    /// <summary>Whether the CSS is refused only because it could hide the brand.</summary>
    public bool HidesBrand => Css is not null && Fault is not null;
}

/// <summary>
/// Reads CSS rules for the widget's documented parts, <c>::part(launcher):hover { … }</c>, and rewrites them for the shadow tree,
/// <c>[part~=launcher]:hover{…}</c>. Only an allow list is accepted: no other selectors, nothing that loads a resource, no at-rule except
/// <c>@media</c>, and nothing that hides a required brand (see <see cref="BrandProtection"/> for the limits).
/// </summary>
public static partial class PartStyles
{
    /// <summary>The names of the parts in the widget's shadow tree.</summary>
    public static readonly IReadOnlyList<string> Parts =
    [
        "launcher", "badge", "invitation", "panel", "header", "avatar", "title", "subtitle", "close", "menu", "log", "message", "visitor", "reply", "agent",
        "sources", "source", "suggestion", "tools", "notice", "composer", "input", "send", "form", "brand",
    ];

    private const int MaxFaultCharacters = 60;

    // CSS functions that neither load resources (url, src, image-set, image, cross-fade, element) nor read the page (attr, paint).
    private static readonly FrozenSet<string> _functions = FrozenSet.ToFrozenSet(
        [
            "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "calc", "min", "max", "clamp", "var", "env",
            "linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient", "repeating-conic-gradient",
            "translate", "translatex", "translatey", "scale", "scalex", "scaley", "rotate", "skew", "skewx", "skewy", "matrix", "cubic-bezier", "steps",
            "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia", "inset", "circle", "ellipse",
            "polygon", "minmax", "repeat", "fit-content",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <param name="css">As typed; its length must already be checked.</param>
    /// <param name="brandShows">Whether the vendor's brand must stay visible.</param>
    public static PartStyleSheet Read(string css, bool brandShows = true)
    {
        var reader = new PartStyleReader(css);
        var written = new StringBuilder(css.Length);
        return reader.FindForbiddenOrNull() is { } foreign || !Rules(reader, written, brandShows, inMedia: false)
            ? new PartStyleSheet(null, Short(reader.FindForbiddenOrNull() ?? reader.Fault))
            : new PartStyleSheet(written.ToString(), Short(reader.HidesBrand));
    }

    private static bool Rules(PartStyleReader reader, StringBuilder written, bool brandShows, bool inMedia)
    {
        while (reader.ReadPrelude(inMedia) is { } prelude)
        {
            if (prelude.StartsWith('@'))
            {
                if (inMedia || MediaRule().Match(prelude) is not { Success: true } media || !Balanced(prelude))
                    return reader.Refuse(prelude);
                written.Append("@media ").Append(media.Groups[1].Value).Append('{');
                if (!Rules(reader, written, brandShows, inMedia: true))
                    return false;
                written.Append('}');
                continue;
            }

            var (begin, brand) = (written.Length, brandShows ? new BrandProtection() : null);
            if (!Selectors(reader, prelude, written, brand) || reader.ReadBlock() is not { } block)
                return reader.Refuse(prelude);
            if (brand is { CoversPanel: true })
                reader.HidesBrand ??= prelude;
            written.Append('{');
            foreach (var declaration in PartStyleReader.Split(block, ';'))
            {
                if (declaration.Length > 0 && !Declaration(reader, declaration, brand, written))
                    return false;
            }

            written.Append('}');
            if (brand is { CoversPanel: true })
                written.Length = begin;
        }

        return reader.Fault.Length == 0;
    }

    private static bool Selectors(PartStyleReader reader, string prelude, StringBuilder written, BrandProtection? brand)
    {
        var first = true;
        foreach (var selector in prelude.Split(','))
        {
            if (Selector().Match(selector.Trim()) is not { Success: true } match)
                return reader.Refuse(selector.Trim());
            var names = match.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (names.FirstOrDefault(name => !Parts.Contains(name)) is { } unknown)
                return reader.Refuse(unknown);
            brand?.Add(names, match.Groups[2].Value);
            if (!first)
                written.Append(',');
            first = false;
            foreach (var name in names)
                written.Append("[part~=").Append(name).Append(']');
            written.Append(match.Groups[2].Value);
        }

        return true;
    }

    private static bool Declaration(PartStyleReader reader, string declaration, BrandProtection? brand, StringBuilder written)
    {
        if (DeclarationForm().Match(declaration) is not { Success: true } match)
            return reader.Refuse(declaration);
        var (property, value) = (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value.Trim());
        // Strings are replaced with spaces, because their content is not a function call.
        var bare = PartStyleReader.WithoutStrings(value);
        if (bare is null || bare.AsSpan().IndexOfAny("{}@;") >= 0 || !Balanced(bare)
            || FunctionName().Matches(bare).Any(name => name.Groups[1].Length > 0 && !_functions.Contains(name.Groups[1].Value)))
            return reader.Refuse(declaration);
        if (brand is null || brand.Allows(property))
            written.Append(property).Append(':').Append(value).Append(';');
        else
            reader.HidesBrand ??= declaration;
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
