using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Shell;

/// <summary>The tone of a message; also the suffix of its CSS class.</summary>
public enum FlashTone
{
    Success,
    Info,
    Warning,
    Danger,
}

/// <summary>A message that the next page shows once.</summary>
public static class Flash
{
    private const string TextKey = "flash.text";
    private const string ToneKey = "flash.tone";

    public static void Tell(this PageModel page, string text, FlashTone tone = FlashTone.Success)
    {
        page.TempData[TextKey] = text;
        page.TempData[ToneKey] = tone.ToString();
    }

    /// <summary>Returns the pending message and removes it; null when there is none.</summary>
    public static (string Text, FlashTone Tone)? Take(Microsoft.AspNetCore.Mvc.ViewFeatures.ITempDataDictionary data) =>
        data[TextKey] is string text
            ? (text, Enum.TryParse<FlashTone>(data[ToneKey] as string, out var tone) ? tone : FlashTone.Info)
            : null;
}
