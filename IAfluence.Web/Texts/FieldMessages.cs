using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Texts;

/// <summary>Puts what Core refuses into words, beside the fields of the form that sent it.</summary>
public static class FieldMessages
{
    /// <param name="errors">As Core gives them.</param>
    /// <param name="words">The shared texts, where the codes' messages are, as <c>Field.{code}</c>.</param>
    /// <param name="prefix">The form's property on the page.</param>
    /// <param name="flat">True where the form has one level: <c>Appearance.Color</c> is then its <c>Color</c>.</param>
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
