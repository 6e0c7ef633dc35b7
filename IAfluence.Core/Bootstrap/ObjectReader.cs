using System.Globalization;
using System.Text.Json;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Reads the properties of one JSON object and notes what is wrong with them under their paths. It knows which properties were asked
/// for, so that <see cref="Finish"/> can tell the others.
/// </summary>
internal sealed class ObjectReader(JsonElement element, string path, List<string> problems)
{
    private readonly List<string> _known = [];
    private readonly HashSet<string> _lacking = [];

    public JsonElement Element => element;

    public string Path => path;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public void Problem(string name, string what) => problems.Add($"{PathOf(name)}: {what}");

    /// <summary>A name of the contract whose function this version does not have: it stops the start instead of being ignored.</summary>
    public void Lacks(string name, string function)
    {
        _lacking.Add(name);
        if (element.TryGetProperty(name, out _))
            Problem(name, $"this version does not have {function}; leave it out.");
    }

    /// <summary>The object's key within its parent; "" when it is missing or ill-formed, which is noted.</summary>
    public string Key()
    {
        var key = Text("key");
        if (!key.IsGiven && !element.TryGetProperty("key", out _))
            Problem("key", "is missing; every object has one.");
        else if (key.IsGiven && !Keys.IsKey(key.Value!))
            Problem("key", $"'{key.Value}' is no key; accepted are 1 to {Keys.MaxKeyCharacters} lower-case letters, digits or hyphens.");
        return key.Value ?? "";
    }

    public Given<string> Text(string name)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        Problem(name, $"a text is expected, not {Named(value)}.");
        return default;
    }

    public Given<string?> TextOrNull(string name)
    {
        if (IsNull(name))
            return new Given<string?>(null);
        return Text(name) is { IsGiven: true } text ? text.Value : default(Given<string?>);
    }

    public Given<T> OneOf<T>(string name, params (string Word, T Value)[] accepted)
    {
        if (Text(name) is not { IsGiven: true } text)
            return default;
        foreach (var (word, value) in accepted)
        {
            if (word == text.Value)
                return value;
        }

        Problem(name, $"'{text.Value}' is not accepted; accepted: {string.Join(", ", accepted.Select(each => each.Word))}.");
        return default;
    }

    public Given<bool> Flag(string name)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Problem(name, $"true or false is expected, not {Named(value)}.");
        return default;
    }

    public Given<decimal> Number(string name, decimal least, decimal most)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Problem(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} is expected, not {Named(value)}."));
        return default;
    }

    public Given<decimal?> NumberOrNull(string name, decimal least, decimal most)
    {
        if (IsNull(name))
            return new Given<decimal?>(null);
        return Number(name, least, most) is { IsGiven: true } number ? number.Value : default(Given<decimal?>);
    }

    public Given<int> Whole(string name, int least, int most)
    {
        if (Number(name, least, most) is not { IsGiven: true } number)
            return default;
        if (decimal.IsInteger(number.Value))
            return (int)number.Value;
        Problem(name, string.Create(CultureInfo.InvariantCulture, $"a whole number is expected, not {number.Value}."));
        return default;
    }

    public Given<int?> WholeOrNull(string name, int least, int most)
    {
        if (IsNull(name))
            return new Given<int?>(null);
        return Whole(name, least, most) is { IsGiven: true } number ? number.Value : default(Given<int?>);
    }

    public Given<IReadOnlyList<string>> Texts(string name)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, $"a list of texts is expected, not {Named(value)}.");
            return default;
        }

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                Problem($"{name}[{texts.Count}]", $"a text is expected, not {Named(item)}.");
        }

        return texts;
    }

    public Given<IReadOnlyList<string>?> TextsOrNull(string name)
    {
        if (IsNull(name))
            return new Given<IReadOnlyList<string>?>(null);
        return Texts(name) is { IsGiven: true } texts ? new Given<IReadOnlyList<string>?>(texts.Value) : default;
    }

    /// <summary>Whether something other than null stands under this name.</summary>
    /// <param name="name">The property.</param>
    /// <param name="given">Whether it is there at all.</param>
    public bool IsObject(string name, out bool given)
    {
        given = Find(name, out var value);
        return given && value.ValueKind != JsonValueKind.Null;
    }

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out _))
                return true;
        }

        return false;
    }

    /// <summary>The object under this name, read with the same list of problems; empty when it is left out.</summary>
    public ObjectReader Object(string name)
    {
        if (Find(name, out var value) && value.ValueKind == JsonValueKind.Object)
            return new ObjectReader(value, PathOf(name), problems);
        if (value.ValueKind is not JsonValueKind.Undefined)
            Problem(name, $"an object is expected, not {Named(value)}.");
        return new ObjectReader(JsonElement.Parse("{}"), PathOf(name), problems);
    }

    /// <summary>The list of objects under this name; empty when it is left out.</summary>
    public IReadOnlyList<ObjectReader> Objects(string name)
    {
        if (!Find(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, $"a list of objects is expected, not {Named(value)}.");
            return [];
        }

        var readers = new List<ObjectReader>();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                readers.Add(new ObjectReader(item, $"{PathOf(name)}[{index}]", problems));
            else
                Problem($"{name}[{index}]", $"an object is expected, not {Named(item)}.");
            index++;
        }

        return readers;
    }

    /// <summary>Notes every property that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!_known.Contains(property.Name) && !_lacking.Contains(property.Name))
                Problem(property.Name, $"there is no such property; accepted here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    private bool Find(string name, out JsonElement value)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return element.TryGetProperty(name, out value);
    }

    private bool IsNull(string name) => Find(name, out var value) && value.ValueKind == JsonValueKind.Null;

    private static string Named(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        _ => value.GetRawText(),
    };
}
