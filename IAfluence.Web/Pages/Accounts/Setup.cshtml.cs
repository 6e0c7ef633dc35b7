using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IAfluence.Core.Accounts;
using IAfluence.Web.Hosting;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Accounts;

/// <summary>Creates the first platform owner, with the token from the console. Returns 404 when an owner exists.</summary>
[AllowAnonymous]
public sealed class SetupModel(
    Setup setup, OwnerCreation owners, SignInManager<SignInUser> signIn, ICallLimiter limiter, IStringLocalizer<AccountsTexts> texts) : PageModel
{
    [BindProperty]
    public SetupForm Form { get; set; } = new();

    /// <summary>Whether the link contained a valid token, so that the page does not ask for one.</summary>
    public bool TokenIsKnown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken ct)
    {
        if (!await setup.IsOpenAsync(ct))
            return NotFound();
        Form.Token = token;
        await LookAtTokenAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await setup.IsOpenAsync(ct))
            return NotFound();
        if (await limiter.TryTakeAsync([PasswordSignIn.Limit(HttpContext)], ct) is not null)
            return StatusCode(StatusCodes.Status429TooManyRequests);
        await LookAtTokenAsync(ct);
        if (Form is { Email: { } email, Password: { } password } && PasswordRules.FindFaultOrNull(password, email) is { } fault)
            ModelState.AddModelError("Form.Password", texts.Of(fault));
        if (!ModelState.IsValid)
            return Refused();

        var owner = owners.NewUser(Form.Email!, Form.Password!, Form.Name, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        switch (await setup.CreateOwnerAsync(Form.Token!, owner, ct))
        {
            case SetupOutcome.Created:
                await signIn.SignInAsync(new SignInUser(owner), isPersistent: false);
                return RedirectToPage("/Dashboard/Index");
            case SetupOutcome.WrongToken:
                ModelState.AddModelError("Form.Token", texts["Setup.Token.Wrong"]);
                return Refused();
            default:
                return NotFound();
        }
    }

    private async Task LookAtTokenAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Form.Token))
            return;
        TokenIsKnown = await setup.KnowsAsync(Form.Token.Trim(), ct);
        if (!TokenIsKnown)
            ModelState.AddModelError("Form.Token", texts["Setup.Token.Wrong"]);
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>The set-up form.</summary>
public sealed class SetupForm
{
    public const int NameCharacters = 80;

    [Required(ErrorMessage = "Setup.Token.Missing")]
    [StringLength(100, ErrorMessage = "Setup.Token.Wrong")]
    public string? Token { get; set; }

    [StringLength(NameCharacters, ErrorMessage = "Account.Name.TooLong")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Email.Missing")]
    [EmailAddress(ErrorMessage = "Email.Invalid")]
    [StringLength(254, ErrorMessage = "Email.Invalid")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Password.Missing")]
    public string? Password { get; set; }
}
