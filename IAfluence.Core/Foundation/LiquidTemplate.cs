using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace IAfluence.Core.Foundation;

/// <summary>
/// A template of the product's own, in Liquid. Values are encoded for the kind of text it makes, unless a filter says otherwise; a variable or a
/// filter that does not exist is an error.
/// </summary>
internal sealed class LiquidTemplate
{
    /// <summary>For HTML: letters of every script stay as they are.</summary>
    public static readonly TextEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>For plain text: nothing is encoded.</summary>
    public static readonly TextEncoder PlainText = NullEncoder.Default;

    private static readonly FluidParser _parser = new();

    private readonly IFluidTemplate _template;
    private readonly TemplateOptions _options;
    private readonly TextEncoder _encoder;

    /// <param name="encoder"><see cref="Html"/> or <see cref="PlainText"/>.</param>
    /// <param name="filters">By name. Their result is final: it is not encoded again.</param>
    /// <exception cref="ParseException">The template is not valid Liquid; the message names line and column.</exception>
    public LiquidTemplate(string source, TextEncoder encoder, IReadOnlyDictionary<string, Func<string, string>>? filters = null)
    {
        _template = _parser.Parse(source);
        _encoder = encoder;
        _options = new TemplateOptions
        {
            StrictVariables = true,
            StrictFilters = true,
            // The templates are the product's own, and a model holds only what they are to show.
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        };
        foreach (var (name, filter) in filters ?? new Dictionary<string, Func<string, string>>())
            _options.Filters.AddFilter(name, (input, _, _) => new StringValue(filter(input.ToStringValue()), encode: false));
    }

    /// <param name="model">Its public properties are the template's variables, in camel case. None may be null, which counts as undefined: <c>false</c> says that there is none.</param>
    public string Render(object model) => _template.Render(new TemplateContext(model, _options), _encoder);
}
