namespace IAfluence.Tests.Browser;

/// <summary>A test of many cases that needs a browser, as <see cref="BrowserFactAttribute"/>.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.PathOrNull is null)
            Skip = "No Chromium or Chrome is installed here (set CHROMIUM_PATH if it lies elsewhere).";
    }
}
