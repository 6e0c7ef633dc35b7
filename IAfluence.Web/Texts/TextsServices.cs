using IAfluence.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Texts;

/// <summary>
/// Registers the texts of the user interface. Each room of pages has a pair of resource files beside its pages,
/// <c>Pages/Chatbots/ChatbotsTexts.fr.resx</c> and <c>.en.resx</c>, named after an empty class <c>ChatbotsTexts</c> in the same folder.
/// <para>The room's <c>_ViewImports.cshtml</c> contains <c>@inject IStringLocalizer&lt;ChatbotsTexts&gt; T</c>. Pages then use
/// <c>@T["Edit.Title"]</c>, or <c>@T["Edit.SavedAt", time]</c> for "Enregistré à {0}". Texts of several rooms (Save, Cancel …) are in
/// <see cref="SharedTexts"/>; every page has them as <c>@Words["Save"]</c>.</para>
/// <para>Keys are English, in the form <c>Page.Thing</c>. Validation messages are keys too:
/// <c>[Required(ErrorMessage = "Form.NameMissing")]</c> is looked up in the texts of the namespace of the form's class.</para>
/// <para>A test checks that each key exists in both languages, and that each key used in a page exists. To add a language, add one file for
/// each pair, and its code to <see cref="Languages"/>.</para>
/// </summary>
public static class TextsServices
{
    /// <summary>The languages of the user interface. The first one is the default when the browser accepts none of them.</summary>
    public static readonly IReadOnlyList<string> Languages = ["fr", "en"];

    internal static IMvcBuilder AddTexts(this IMvcBuilder mvc)
    {
        mvc.Services.AddLocalization();
        mvc.Services.AddSingleton(typeof(RoomTexts<>));
        mvc.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages[0]).AddSupportedCultures([.. Languages]).AddSupportedUICultures([.. Languages]);
            options.RequestCultureProviders = [new ChosenLanguage(), new AccountLanguage(), new AcceptLanguageHeaderRequestCultureProvider { Options = options }];
        });
        mvc.AddDataAnnotationsLocalization(options =>
            options.DataAnnotationLocalizerProvider = (form, factory) => factory.Create(TextsOf(form)));
        mvc.Services.AddOptions<MvcOptions>().Configure<IStringLocalizer<SharedTexts>>(BindingMessages);
        return mvc;
    }

    /// <summary>The texts of the namespace of a form's class; otherwise the shared texts.</summary>
    private static Type TextsOf(Type form) =>
        form.Namespace is { } room && form.Assembly.GetType($"{room}.{room[(room.LastIndexOf('.') + 1)..]}Texts") is { } texts ? texts : typeof(SharedTexts);

    private static void BindingMessages(MvcOptions options, IStringLocalizer<SharedTexts> words)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => words["Binding.Missing"]);
        messages.SetMissingBindRequiredValueAccessor(_ => words["Binding.Missing"]);
        messages.SetMissingKeyOrValueAccessor(() => words["Binding.Missing"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => words["Binding.Invalid", value]);
        messages.SetValueIsInvalidAccessor(value => words["Binding.Invalid", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => words["Binding.Unreadable"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => words["Binding.Invalid", value]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["Binding.Unreadable"]);
        messages.SetValueMustBeANumberAccessor(_ => words["Binding.NotANumber"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => words["Binding.NotANumber"]);
    }
}
