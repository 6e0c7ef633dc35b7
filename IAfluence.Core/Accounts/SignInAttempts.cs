using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>
/// Bounds the guesses at one user's password. An attempt is counted before the password is looked at, so that a thousand guesses sent
/// at once are no more than as many sent one after the other; whoever is right is forgiven the ones before.
/// </summary>
public sealed class SignInAttempts(PlatformDocuments<User> users, TimeProvider time)
{
    /// <summary>So many wrong passwords lock the user out.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long after the last attempt they are forgotten.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Counts one attempt.</summary>
    /// <returns>False while the user is locked out: the password is not to be looked at.</returns>
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

    /// <summary>Forgets the attempts of a user whose password was right, and notes the sign-in.</summary>
    public async Task SucceedAsync(UserId userId) => await users.Modify(
        userId,
        new Update<User>()
            .Set(user => user.AccessFailedCount, 0)
            .Unset(user => user.AttemptsForgottenAt)
            .Set(user => user.LastSignInAt, time.GetUtcNow()));
}
