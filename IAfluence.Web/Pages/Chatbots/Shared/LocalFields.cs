using IAfluence.Core.Chatbots;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IAfluence.Web.Pages.Chatbots.Shared;

/// <summary>
/// The form fields of a text that visitors read: <c>Form.Greeting</c> for a chatbot with one language, <c>Form.Greeting.fr</c> and
/// <c>Form.Greeting.en</c> for several. An empty field means that the text has no value in that language.
/// </summary>
[ModelBinder(typeof(Binder))]
public sealed class LocalFields
{
    private const string Plain = "";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The languages with a field of their own.</summary>
    public IEnumerable<string> Languages => _texts.Keys.Where(language => language != Plain);

    public static LocalFields Of(LocalText? text, ChatbotSettings settings) => Of(settings, language => text?.OfOrNull(language, settings.FirstLanguage));

    /// <summary>Writes one text on each line.</summary>
    public static LocalFields Of(LocalTexts texts, ChatbotSettings settings) =>
        Of(settings, language => texts.OfOrNull(language, settings.FirstLanguage) is { } list ? string.Join('\n', list) : null);

    /// <summary>The languages whose own fields are not empty.</summary>
    public IEnumerable<string> Typed => ChatbotLanguages.All.Where(language => !string.IsNullOrWhiteSpace(_texts.GetValueOrDefault(language)));

    /// <summary>The content of a language's field.</summary>
    /// <returns>Null when the language has no field.</returns>
    public string? InOrNull(string language, ChatbotSettings settings) =>
        _texts.GetValueOrDefault(language) ?? (language == settings.FirstLanguage ? _texts.GetValueOrDefault(Plain) : null);

    public LocalText ToText() => _texts.TryGetValue(Plain, out var plain) ? plain : LocalText.Of([.. _texts.Select(text => (text.Key, text.Value))]);

    /// <summary>Reads one text from each line.</summary>
    public LocalTexts ToTexts() => _texts.TryGetValue(Plain, out var plain)
        ? plain.Split('\n')
        : LocalTexts.Of([.. _texts.Select(text => (text.Key, (IReadOnlyList<string>)text.Value.Split('\n')))]);

    private static LocalFields Of(ChatbotSettings settings, Func<string, string?> textIn)
    {
        var fields = new LocalFields();
        foreach (var language in settings.Spoken)
            fields._texts[settings.Spoken.Count == 1 ? Plain : language] = textIn(language) ?? "";
        return fields;
    }

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var fields = new LocalFields();
            Read(bindingContext.ModelName, Plain);
            foreach (var language in VisitorLanguages.All)
                Read($"{bindingContext.ModelName}.{language}", language);
            // Ignores a text without a language when there are texts with one.
            if (fields._texts.Count > 1)
                fields._texts.Remove(Plain);
            bindingContext.Result = ModelBindingResult.Success(fields);
            return Task.CompletedTask;

            void Read(string name, string language)
            {
                if (bindingContext.ValueProvider.GetValue(name) is { Length: > 0 } value)
                    fields._texts[language] = value.FirstValue ?? "";
            }
        }
    }
}

/// <summary>
/// The fields of one text that visitors read: one field, or one for each language side by side. While errors are corrected, it shows the posted
/// languages and the chatbot's current ones, so that no input is lost and no other editor's text is cleared.
/// </summary>
/// <param name="Name">The form's property, such as <c>Form.Greeting</c>.</param>
/// <param name="Key">The prefix of the ids of its hint and messages.</param>
/// <param name="Label">The label of the text.</param>
/// <param name="Fields">The content of the fields.</param>
/// <param name="Saved">The saved texts, for languages that have no field yet.</param>
/// <param name="Settings">The chatbot's settings, for its languages.</param>
public sealed record LocalTextView(string Name, string Key, string Label, LocalFields Fields, LocalFields Saved, ChatbotSettings Settings)
{
    public bool Optional { get; init; }

    /// <summary>The number of rows; null for a single-line field.</summary>
    public int? Rows { get; init; }

    public string Type { get; init; } = "text";

    public int? MaxCharacters { get; init; }

    public string? Hint { get; init; }

    /// <summary>Returns an example for a language; null for none.</summary>
    public Func<string, string?> Placeholder { get; init; } = _ => null;

    /// <summary>The languages with a field.</summary>
    public IReadOnlyList<string> Languages { get; } = [.. Settings.Spoken.Union(Fields.Languages)];

    /// <summary>Languages with input that the chatbot no longer has.</summary>
    public IReadOnlyList<string> Removed => [.. Fields.Typed.Except(Settings.Spoken)];

    public bool BySeveral => Languages.Count > 1;

    /// <summary>The languages whose visitors see the first language's text; empty when no language has a text.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            var missing = Languages.Where(language => string.IsNullOrWhiteSpace(In(language))).ToList();
            return missing.Count < Languages.Count ? missing : [];
        }
    }

    /// <summary>The content of a language's field.</summary>
    public string In(string language) => Fields.InOrNull(language, Settings) ?? Saved.InOrNull(language, Settings) ?? "";

    public LocalFieldView Only => new(this, Settings.FirstLanguage, Name, Key);

    public LocalFieldView FieldIn(string language) => new(this, language, $"{Name}.{language}", $"{Key}-{language}");
}

/// <summary>The field of a text in one language.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Language">The language code.</param>
/// <param name="Key">The prefix of the ids of its messages.</param>
public sealed record LocalFieldView(LocalTextView Text, string Language, string Name, string Key)
{
    public string Id => Name.Replace('.', '_');

    public string Value => Text.In(Language);

    public string Direction => VisitorLanguages.DirectionOf(Language);

    /// <summary>The ids of its own hints and messages and of those of the whole text.</summary>
    public string DescribedBy => (Text.Hint is null ? "" : Text.Key + "-hint ")
        + (Text.BySeveral && Text.Missing.Contains(Language) ? Text.Key + "-missing " : "")
        + (Text.BySeveral ? Text.Key + "-error " : "")
        + Key + "-error";
}
