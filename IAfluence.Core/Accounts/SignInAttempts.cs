using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>
/// Limits password guesses per user. An attempt is counted before the password is checked, so concurrent guesses cannot exceed the limit.
/// A correct password resets the count.
/// </summary>
public sealed class SignInAttempts(PlatformDocuments<User> users, TimeProvider time)
{
    /// <summary>The number of failed attempts that locks the user out.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long after the last attempt the count is reset.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Counts one attempt; call it before checking the password.</summary>
    /// <returns>False while the user is locked out; the password must not be checked.</returns>
    public async Task<bool> TakeAsync(UserId userId)
    {
        var now = time.GetUtcNow();
        var first = await users.Modify(
            userId,
            new Update<User>().Set(user => user.AccessFailedCount, 1).Set(user => user.AttemptsForgottenAt, now + Window),
            Filter<User>.Eq(user => user.AttemptsForgottenAt, null) | Filter<User>.Lte(user => user.AttemptsForgottenAt, now));
        if (first.Applied)
            return true;
        var next = await users.Modify(
            userId,
            new Update<User>().Increment(user => user.AccessFailedCount, 1).Set(user => user.AttemptsForgottenAt, now + Window),
            Filter<User>.Lt(user => user.AccessFailedCount, MaxFailures));
        return next.Applied;
    }

    /// <summary>Resets the attempts after a correct password and records the sign-in time.</summary>
    public async Task SucceedAsync(UserId userId) => await users.Modify(
        userId,
        new Update<User>()
            .Set(user => user.AccessFailedCount, 0)
            .Unset(user => user.AttemptsForgottenAt)
            .Set(user => user.LastSignInAt, time.GetUtcNow()));
}
