using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Accounts;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Accounts;

/// <summary>Signing in.</summary>
[AllowAnonymous]
public sealed class LoginModel(PasswordSignIn signIn, SignInPace pace, CurrentUser current, Setup setup, IStringLocalizer<AccountsTexts> texts) : PageModel
{
    private const string Start = "/admin";

    [BindProperty]
    public LoginForm Form { get; set; } = new();

    /// <summary>Where to go once signed in; only addresses of this installation are followed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Alert { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (current.UserOrNull is not null)
            return LocalRedirect(Start);
        return await setup.IsOpenAsync(ct) ? RedirectToPage("Setup") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Refused(StatusCodes.Status422UnprocessableEntity, null);
        if (!pace.TryTake(HttpContext))
        {
            Response.Headers.RetryAfter = "60";
            return Refused(StatusCodes.Status429TooManyRequests, texts["Login.TooOften"]);
        }
        if (!await signIn.TrySignInAsync(Form.Email!, Form.Password!))
            return Refused(StatusCodes.Status422UnprocessableEntity, texts["Login.Failed", (int)SignInAttempts.Window.TotalMinutes]);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : Start);
    }

    private PageResult Refused(int status, string? alert)
    {
        Alert = alert;
        Response.StatusCode = status;
        return Page();
    }
}

/// <summary>What the sign-in form sends.</summary>
public sealed class LoginForm
{
    [Required(ErrorMessage = "Email.Missing")]
    [StringLength(254, ErrorMessage = "Email.Invalid")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Password.Missing")]
    [StringLength(PasswordRules.MaxLength, ErrorMessage = "Password.Unlikely")]
    public string? Password { get; set; }
}
