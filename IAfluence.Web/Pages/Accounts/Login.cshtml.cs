using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IAfluence.Core.Accounts;
using IAfluence.Web.Hosting;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Accounts;

/// <summary>The sign-in page.</summary>
[AllowAnonymous]
public sealed class LoginModel(PasswordSignIn signIn, ICallLimiter limiter, CurrentUser current, Setup setup, IStringLocalizer<AccountsTexts> texts) : PageModel
{
    [BindProperty]
    public LoginForm Form { get; set; } = new();

    /// <summary>The address to open after sign-in; only addresses of this installation are accepted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Alert { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (current.UserOrNull is not null)
            return RedirectToPage("/Dashboard/Index");
        return await setup.IsOpenAsync(ct) ? RedirectToPage("Setup") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Refused(StatusCodes.Status422UnprocessableEntity, null);
        if (await limiter.TryTakeAsync([PasswordSignIn.Limit(HttpContext)], HttpContext.RequestAborted) is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refused(StatusCodes.Status429TooManyRequests, texts["Login.TooOften"]);
        }
        if (!await signIn.TrySignInAsync(Form.Email!, Form.Password!))
            return Refused(StatusCodes.Status422UnprocessableEntity, texts["Login.Failed", (int)SignInAttempts.Window.TotalMinutes]);
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : RedirectToPage("/Dashboard/Index");
    }

    private PageResult Refused(int status, string? alert)
    {
        Alert = alert;
        Response.StatusCode = status;
        return Page();
    }
}

/// <summary>The sign-in form.</summary>
public sealed class LoginForm
{
    [Required(ErrorMessage = "Email.Missing")]
    [StringLength(254, ErrorMessage = "Email.Invalid")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Password.Missing")]
    [StringLength(PasswordRules.MaxLength, ErrorMessage = "Password.Unlikely")]
    public string? Password { get; set; }
}
