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

/// <summary>The user's own profile: name, language, alerts, password and open sessions.</summary>
public sealed class AccountModel(
    CurrentUser current, PlatformDocuments<User> users, PlatformDocuments<Membership> memberships, PasswordChange passwords, SignInManager<SignInUser> signIn,
    IStringLocalizer<AccountsTexts> texts) : PageModel
{
    public ProfileForm Profile { get; set; } = new();

    public PasswordForm Password { get; set; } = new();

    public string Email => current.User.Email;

    /// <summary>Whether the user can receive platform alerts.</summary>
    public bool IsPlatform => current.IsPlatform;

    /// <summary>Whether the user replies to visitors. Platform users do when a client has no agent.</summary>
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
        // The language chosen on this device takes precedence over the profile's and would hide the new choice.
        Response.Cookies.Delete(ChosenLanguage.CookieName);
        this.Tell(texts["Account.Saved"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAlertsAsync([Bind(Prefix = nameof(Alerts))] AlertsForm alerts)
    {
        if (!RepliesToVisitors)
            return NotFound();
        // Alerts that the form did not show are not changed.
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

/// <summary>The profile form.</summary>
public sealed class ProfileForm
{
    [StringLength(SetupForm.NameCharacters, ErrorMessage = "Account.Name.TooLong")]
    public string? Name { get; set; }

    /// <summary>"fr" or "en"; empty to use the browser's language.</summary>
    [AllowedValues("fr", "en", "", null)]
    public string? Language { get; set; }
}

/// <summary>The alerts form; it contains the wanted alerts.</summary>
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

/// <summary>The password form.</summary>
public sealed class PasswordForm
{
    [Required(ErrorMessage = "Password.Missing")]
    [StringLength(PasswordRules.MaxLength, ErrorMessage = "Account.Password.Wrong")]
    public string? Current { get; set; }

    [Required(ErrorMessage = "Password.Missing")]
    public string? New { get; set; }
}
