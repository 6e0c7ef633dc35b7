using System.Globalization;
using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Shared;

/// <summary>The route editor's form: whether the route is an own one, its models in order, and the model to add.</summary>
public sealed class RouteForm
{
    /// <summary>The version that the editor read.</summary>
    public long ReadNumber { get; set; }

    public bool Own { get; set; }

    public List<string> Models { get; set; } = [];

    public string? Add { get; set; }

    public IReadOnlyList<ModelId>? Route => Own ? [.. Models.Select(ModelId.From)] : null;

    public static RouteForm Of(IReadOnlyList<ModelId>? route, long readNumber) =>
        new() { ReadNumber = readNumber, Own = route is not null, Models = [.. (route ?? []).Select(model => model.Value)] };

    /// <summary>Applies a button of the editor without saving: <c>up:1</c>, <c>down:0</c>, <c>remove:2</c>, <c>add</c>.</summary>
    public void Apply(string change)
    {
        var (verb, place) = change.Split(':') is [var first, var second] && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? (first, at)
            : (change, -1);
        switch (verb)
        {
            case "up" when place > 0 && place < Models.Count:
                (Models[place - 1], Models[place]) = (Models[place], Models[place - 1]);
                break;
            case "down" when place >= 0 && place < Models.Count - 1:
                (Models[place + 1], Models[place]) = (Models[place], Models[place + 1]);
                break;
            case "remove" when place >= 0 && place < Models.Count:
                Models.RemoveAt(place);
                break;
            case "add" when !string.IsNullOrEmpty(Add) && !Models.Contains(Add):
                Models.Add(Add);
                Own = true;
                break;
        }

        Add = null;
    }
}

/// <summary>The model of <c>_RouteEditor</c>.</summary>
/// <param name="Form">The current form.</param>
/// <param name="Models">The selectable models.</param>
/// <param name="Inherited">The route that is used without an own one.</param>
/// <param name="InheritedText">The origin of the inherited route.</param>
/// <param name="Error">Why the route cannot be saved; null when it can.</param>
public sealed record RouteEditor(
    RouteForm Form, IReadOnlyList<ResolvedModel> Models, IReadOnlyList<ModelId> Inherited, string InheritedText, string? Error)
{
    /// <param name="builtin">The name of the built-in model in the user's language.</param>
    public string NameOf(string modelId, string builtin) => modelId == BuiltinProvider.ModelId.Value ? builtin
        : Models.FirstOrDefault(found => found.Model.Id.Value == modelId) is { } known ? $"{known.Model.Name} · {known.Provider.Title}"
        : modelId;

    public bool IsKnown(string modelId) => Models.Any(found => found.Model.Id.Value == modelId);
}
