using IAfluence.Core.Providers;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>The model form. Prices are text, because some languages use a decimal comma.</summary>
public sealed class ModelForm
{
    public long ReadVersion { get; set; }

    public string? Name { get; set; }

    public string? InputPrice { get; set; }

    public string? CachedInputPrice { get; set; }

    public string? OutputPrice { get; set; }

    public static ModelForm Of(Model model)
    {
        var settings = ModelSettings.Of(model);
        return new()
        {
            ReadVersion = model.Version,
            Name = settings.Name,
            InputPrice = Prices.Write(settings.InputMicros),
            CachedInputPrice = settings.CachedInputMicros is { } cached ? Prices.Write(cached) : null,
            OutputPrice = Prices.Write(settings.OutputMicros),
        };
    }

    /// <returns>Null when a price is not a number; the errors are added to the fields.</returns>
    public ModelSettings? Read(ModelStateDictionary state, RoomTexts<LlmTexts> texts)
    {
        var input = Read(state, texts, nameof(InputPrice), InputPrice);
        var cached = Read(state, texts, nameof(CachedInputPrice), CachedInputPrice);
        var output = Read(state, texts, nameof(OutputPrice), OutputPrice);
        return state.IsValid
            ? new ModelSettings { Name = Name ?? "", InputMicros = input ?? 0, CachedInputMicros = cached, OutputMicros = output ?? 0 }
            : null;
    }

    /// <summary>Maps Core's field names to this form's.</summary>
    public static string FieldOf(string field) => field switch
    {
        nameof(ModelSettings.InputMicros) => nameof(InputPrice),
        nameof(ModelSettings.CachedInputMicros) => nameof(CachedInputPrice),
        nameof(ModelSettings.OutputMicros) => nameof(OutputPrice),
        _ => field,
    };

    private static long? Read(ModelStateDictionary state, RoomTexts<LlmTexts> texts, string field, string? typed)
    {
        if (!Prices.TryRead(typed, out var micros))
            state.AddModelError($"Form.{field}", texts["Price.NotOne"]);
        return micros;
    }
}
