using System.Globalization;
using System.Text;

namespace IAfluence.Core.Foundation;

/// <summary>Folds a name for sorting: without accents and case, so that ordinal order is natural on every engine.</summary>
public static class SortKeys
{
    public static string Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(character));
        }

        return folded.ToString().Trim();
    }
}
