using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using IAfluence.Web.Sessions;
using IAfluence.Web.Shell;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Accounts;

/// <summary>What users change of themselves: name, language, the alerts they get, password, open sessions.</summary>
public sealed class AccountModel(
    CurrentUser current, PlatformDocuments<User> users, PlatformDocuments<Membership> memberships, PasswordChange passwords, SignInManager<SignInUser> signIn,
    IStringLocalizer<AccountsTexts> texts) : PageModel
{
    public ProfileForm Profile { get; set; } = new();

    public PasswordForm Password { get; set; } = new();

    public string Email => current.User.Email;

    /// <summary>Whether the platform's alerts are sent to such users.</summary>
    public bool IsPlatform => current.IsPlatform;

    /// <summary>Whether it is for them to answer visitors: the platform's people do where a client has nobody.</summary>
    public bool RepliesToVisitors { get; private set; }

    public AlertsForm Alerts => new()
    {
        Incident = !current.User.MutedAlerts.Contains(AlertKind.Incident),
        AllClear = !current.User.MutedAlerts.Contains(AlertKind.AllClear),
        Quota = !current.User.MutedAlerts.Contains(AlertKind.Quota),
        Human = !current.User.MutedAlerts.Contains(AlertKind.Human),
    };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var mine = DocumentQuery<Membership>.Where(Filter<Membership>.Eq(membership => membership.UserId, current.Id)).Take(DocumentQuery<Membership>.MaxLimit);
        RepliesToVisitors = IsPlatform || (await memberships.ListAsync(mine, HttpContext.RequestAborted)).Items.Any(Membership.MayReply);
        await next();
    }

    public void OnGet() => FillProfile();

    public async Task<IActionResult> OnPostProfileAsync([Bind(Prefix = nameof(Profile))] ProfileForm profile)
    {
        Profile = profile;
        if (!ModelState.IsValid)
            return Refused();
        await users.Modify(current.Id, new Update<User>()
            .Set(user => user.Name, string.IsNullOrWhiteSpace(profile.Name) ? null : profile.Name.Trim())
            .Set(user => user.Locale, string.IsNullOrEmpty(profile.Language) ? null : profile.Language));
        // The choice made on this device goes before the account's: left alone, it would hide what was just chosen.
        Response.Cookies.Delete(ChosenLanguage.CookieName);
        this.Tell(texts["Account.Saved"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAlertsAsync([Bind(Prefix = nameof(Alerts))] AlertsForm alerts)
    {
        if (!RepliesToVisitors)
            return NotFound();
        // What was not asked is left as it was.
        var muted = IsPlatform ? alerts.Muted() : [.. current.User.MutedAlerts.Except([AlertKind.Human]), .. alerts.Muted().Where(kind => kind == AlertKind.Human)];
        await users.Modify(current.Id, new Update<User>().Set(user => user.MutedAlerts, muted));
        this.Tell(texts["Account.Alerts.Saved"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPasswordAsync([Bind(Prefix = nameof(Password))] PasswordForm password)
    {
        Password = password;
        FillProfile();
        if (!ModelState.IsValid)
            return Refused();
        if (await passwords.ChangeAsync(current.User, password.Current!, password.New!) is { } refusal)
        {
            if (refusal.OfCurrent)
                ModelState.AddModelError("Password.Current", texts["Account.Password.Wrong"]);
            else if (refusal.Faults.Count == 0)
                ModelState.AddModelError("Password.New", texts["Account.Conflict"]);
            foreach (var fault in refusal.Faults)
                ModelState.AddModelError("Password.New", texts.Of(fault));
            return Refused();
        }
        this.Tell(texts["Account.Password.Saved"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutEverywhereAsync()
    {
        await users.Modify(current.Id, new Update<User>().Set(user => user.SecurityStamp, Guid.NewGuid().ToString("N")));
        await signIn.SignOutAsync();
        return RedirectToPage("Login");
    }

    private void FillProfile() => Profile = new ProfileForm { Name = current.User.Name, Language = current.User.Locale };

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>What the profile's form sends.</summary>
public sealed class ProfileForm
{
    [StringLength(SetupForm.NameCharacters, ErrorMessage = "Account.Name.TooLong")]
    public string? Name { get; set; }

    /// <summary>fr or en; empty for the browser's.</summary>
    [AllowedValues("fr", "en", "", null)]
    public string? Language { get; set; }
}

/// <summary>What the alerts' form sends: those that are wanted.</summary>
public sealed class AlertsForm
{
    public bool Incident { get; set; }

    public bool AllClear { get; set; }

    public bool Quota { get; set; }

    public bool Human { get; set; }

    internal IReadOnlyList<AlertKind> Muted()
    {
        (AlertKind Kind, bool Wanted)[] choices =
            [(AlertKind.Incident, Incident), (AlertKind.AllClear, AllClear), (AlertKind.Quota, Quota), (AlertKind.Human, Human)];
        return [.. choices.Where(choice => !choice.Wanted).Select(choice => choice.Kind)];
    }
}

/// <summary>What the password's form sends.</summary>
public sealed class PasswordForm
{
    [Required(ErrorMessage = "Password.Missing")]
    [StringLength(PasswordRules.MaxLength, ErrorMessage = "Account.Password.Wrong")]
    public string? Current { get; set; }

    [Required(ErrorMessage = "Password.Missing")]
    public string? New { get; set; }
}
