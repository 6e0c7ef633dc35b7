using IAfluence.Core.Help;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IAfluence.Web.Pages.Help;

/// <summary>A help page with links to the previous and the next one.</summary>
[AllowAnonymous]
public sealed class TopicModel : PageModel
{
    public HelpText Text { get; private set; } = null!;

    public IReadOnlyList<HelpText> Topics { get; private set; } = [];

    public HelpText? Previous { get; private set; }

    public HelpText? Next { get; private set; }

    public IActionResult OnGet(string topic, string locale)
    {
        if (Core.Help.HelpTexts.FindOrNull(locale, topic) is not { } found)
            return NotFound();
        Text = found;
        Topics = Core.Help.HelpTexts.In(locale);
        var at = Topics.TakeWhile(text => text.Key != topic).Count();
        Previous = at > 0 ? Topics[at - 1] : null;
        Next = at + 1 < Topics.Count ? Topics[at + 1] : null;
        return Page();
    }
}
