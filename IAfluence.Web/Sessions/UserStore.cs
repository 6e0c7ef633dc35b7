using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using Microsoft.AspNetCore.Identity;

namespace IAfluence.Web.Sessions;

/// <summary>The user store for ASP.NET Core Identity. The e-mail address is also the user name.</summary>
internal sealed class UserStore(PlatformDocuments<User> users, IdentityErrorDescriber errors)
    : IUserPasswordStore<SignInUser>, IUserSecurityStampStore<SignInUser>, IUserEmailStore<SignInUser>
{
    public async Task<IdentityResult> CreateAsync(SignInUser user, CancellationToken cancellationToken) =>
        await users.Insert(user.Document) == InsertResult.Inserted
            ? IdentityResult.Success
            : IdentityResult.Failed(errors.DuplicateEmail(user.Document.Email));

    public async Task<IdentityResult> UpdateAsync(SignInUser user, CancellationToken cancellationToken) => await users.Replace(user.Document) switch
    {
        PutResult.Replaced => IdentityResult.Success,
        PutResult.KeyTaken => IdentityResult.Failed(errors.DuplicateEmail(user.Document.Email)),
        _ => IdentityResult.Failed(errors.ConcurrencyFailure()),
    };

    public async Task<IdentityResult> DeleteAsync(SignInUser user, CancellationToken cancellationToken)
    {
        await users.Delete(user.Document.Id);
        return IdentityResult.Success;
    }

    public async Task<SignInUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Wrap(await users.FindOrNullAsync(UserId.From(userId), cancellationToken));

    public async Task<SignInUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        Wrap(await users.FirstOrNullAsync(DocumentQuery<User>.Where(Filter<User>.Eq(user => user.NormalizedEmail, normalizedEmail)), cancellationToken));

    public Task<SignInUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Document.Id.Value);

    public Task<string?> GetUserNameAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Document.Email);

    public Task SetUserNameAsync(SignInUser user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Document.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(SignInUser user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Document.Email);

    public Task SetEmailAsync(SignInUser user, string? email, CancellationToken cancellationToken) =>
        Change(user, user.Document with { Email = email ?? "" });

    public Task<string?> GetNormalizedEmailAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Document.NormalizedEmail);

    public Task SetNormalizedEmailAsync(SignInUser user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Change(user, user.Document with { NormalizedEmail = normalizedEmail ?? "" });

    // Users are created only through a message or the console, so their addresses count as confirmed.
    public Task<bool> GetEmailConfirmedAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(SignInUser user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Document.PasswordHash);

    public Task<bool> HasPasswordAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult(user.Document.PasswordHash is not null);

    public Task SetPasswordHashAsync(SignInUser user, string? passwordHash, CancellationToken cancellationToken) =>
        Change(user, user.Document with { PasswordHash = passwordHash });

    public Task<string?> GetSecurityStampAsync(SignInUser user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Document.SecurityStamp);

    public Task SetSecurityStampAsync(SignInUser user, string stamp, CancellationToken cancellationToken) =>
        Change(user, user.Document with { SecurityStamp = stamp });

    public void Dispose()
    {
    }

    private static SignInUser? Wrap(User? document) => document is null ? null : new SignInUser(document);

    private static Task Change(SignInUser user, User changed)
    {
        user.Document = changed;
        return Task.CompletedTask;
    }
}
