namespace IAfluence.Tests.Browser;

/// <summary>A test that needs a browser: it runs in the Chromium or Chrome that is installed, and says plainly that it was skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.PathOrNull is null)
            Skip = "No Chromium or Chrome is installed here (set CHROMIUM_PATH if it lies elsewhere).";
    }
}
