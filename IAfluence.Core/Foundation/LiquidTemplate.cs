using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace IAfluence.Core.Foundation;

/// <summary>
/// A Liquid template of the product. Values are encoded for the output's kind of text, unless a filter's result is used. An unknown variable
/// or filter is an error.
/// </summary>
internal sealed class LiquidTemplate
{
    /// <summary>For HTML; letters of all scripts are written as they are.</summary>
    public static readonly TextEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>For plain text, without encoding.</summary>
    public static readonly TextEncoder PlainText = NullEncoder.Default;

    private static readonly FluidParser _parser = new();

    private readonly IFluidTemplate _template;
    private readonly TemplateOptions _options;
    private readonly TextEncoder _encoder;

    /// <param name="encoder"><see cref="Html"/> or <see cref="PlainText"/>.</param>
    /// <param name="filters">Filters by name. Their results are not encoded.</param>
    /// <exception cref="ParseException">The template is not valid Liquid; the message contains line and column.</exception>
    public LiquidTemplate(string source, TextEncoder encoder, IReadOnlyDictionary<string, Func<string, string>>? filters = null)
    {
        _template = _parser.Parse(source);
        _encoder = encoder;
        _options = new TemplateOptions
        {
            StrictVariables = true,
            StrictFilters = true,
            // Unsafe access is acceptable: the templates are the product's own, and models contain only values to show.
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        };
        foreach (var (name, filter) in filters ?? new Dictionary<string, Func<string, string>>())
            _options.Filters.AddFilter(name, (input, _, _) => new StringValue(filter(input.ToStringValue()), encode: false));
    }

    /// <param name="model">
    /// Its public properties are the template's variables, in camel case. No property may be null, because null counts as undefined; use
    /// <c>false</c> for a missing value.
    /// </param>
    public string Render(object model) => _template.Render(new TemplateContext(model, _options), _encoder);
}
