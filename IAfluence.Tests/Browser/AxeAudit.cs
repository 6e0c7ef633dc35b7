using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser;

/// <summary>What axe finds on what is open, on a desktop's width and a phone's, light and dark.</summary>
internal static class AxeAudit
{
    private const string Run = """
        async ([where, ...rules]) => {
          // What slides in, changes its colour or is faded while it is being saved is judged where it comes to rest.
          for (const end = Date.now() + 10_000; document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling") && Date.now() < end; )
            await new Promise(later => setTimeout(later, 20));
          document.getAnimations().forEach(animation => { try { animation.finish(); } catch { animation.cancel(); } });
          await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
          const { violations } = await axe.run({ resultTypes: ["violations"], ...(rules.length ? { runOnly: rules } : {}) });
          return violations.flatMap(rule => rule.nodes.map(node => `${where}: ${rule.id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
        }
        """;

    // The dark page is the light one in other colours: what does not look at colours is asked once.
    private static readonly string[] ColorRules = ["color-contrast", "link-in-text-block"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();
    private static readonly int[] Widths = [1280, 390];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <param name="page">What is open.</param>
    /// <param name="what">How a violation names it.</param>
    /// <param name="widths">Both unless told.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page, string what, params int[] widths)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        var violations = new List<string>();
        foreach (var width in widths is [] ? Widths : widths)
        {
            await page.SetViewportSizeAsync(width, 844);
            foreach (var scheme in Schemes)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                string[] where = [$"{what} ({width} px, {scheme})", .. scheme == ColorScheme.Dark ? ColorRules : []];
                violations.AddRange(await page.EvaluateAsync<string[]>(Run, where));
            }
        }
        return violations;
    }
}
