using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Texts;

/// <summary>Adds Core's validation errors to the fields of the form.</summary>
public static class FieldMessages
{
    /// <param name="errors">The errors from Core.</param>
    /// <param name="words">The shared texts, which contain the messages as <c>Field.{code}</c>.</param>
    /// <param name="prefix">The form's property on the page.</param>
    /// <param name="flat">Whether the form has one level, so that <c>Appearance.Color</c> is its property <c>Color</c>.</param>
    public static void AddErrors(
        this ModelStateDictionary state, IEnumerable<FieldError> errors, IStringLocalizer words, string prefix = "Form", bool flat = true)
    {
        foreach (var error in errors)
        {
            var message = words[$"Field.{error.Code}", error.Argument ?? ""].Value;
            var field = error.Field;
            if (field.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0)
            {
                var place = int.Parse(field.AsSpan(bracket + 1, field.Length - bracket - 2), CultureInfo.InvariantCulture) + 1;
                message = words["Field.Element", place, message];
                field = field[..bracket];
            }

            state.AddModelError($"{prefix}.{(flat ? field[(field.LastIndexOf('.') + 1)..] : field)}", message);
        }
    }
}
