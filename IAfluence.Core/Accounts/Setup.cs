using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>The outcome of an attempt to create the first owner.</summary>
public enum SetupOutcome
{
    Created,

    /// <summary>The token matches none of the printed tokens.</summary>
    WrongToken,

    /// <summary>An owner already exists.</summary>
    Closed,
}

/// <summary>Creates the first platform owner. Open until an owner exists; the token is printed on the console.</summary>
public sealed class Setup(PlatformDocuments<SetupState> states, PlatformDocuments<User> users)
{
    private const int KeptTokens = 10;

    private bool _closed;

    public async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        if (!_closed)
            _closed = await users.CountAsync(Filter<User>.Eq(user => user.PlatformRole, PlatformRole.Owner), ct) > 0;
        return !_closed;
    }

    /// <summary>Creates a token to print on the console. Only its digest is stored.</summary>
    /// <returns>Null when an owner already exists.</returns>
    public async Task<string?> IssueTokenOrNullAsync(CancellationToken ct)
    {
        if (!await IsOpenAsync(ct))
            return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        // Clears an OwnerId left by a process that ended before it created the owner, so that set-up can be tried again.
        await states.Modify(
            SetupId.Only,
            new Update<SetupState>().Push(state => state.TokenDigests!, [Digest(token)], KeptTokens).Unset(state => state.OwnerId),
            seed: new SetupState { Id = SetupId.Only });
        return token;
    }

    /// <summary>Whether the token was printed and has not been used.</summary>
    public async Task<bool> KnowsAsync(string token, CancellationToken ct) =>
        (await states.FindOrNullAsync(SetupId.Only, ct))?.TokenDigests?.Contains(Digest(token)) == true;

    /// <summary>Uses the token and creates the owner. Of two concurrent calls, one is refused.</summary>
    public async Task<SetupOutcome> CreateOwnerAsync(string token, User owner, CancellationToken ct)
    {
        if (!await IsOpenAsync(ct))
            return SetupOutcome.Closed;
        var group = states.NewGroup();
        var closing = states.Modify(
            SetupId.Only,
            new Update<SetupState>().Set(state => state.OwnerId, owner.Id).Unset(state => state.TokenDigests),
            Filter<SetupState>.Contains(state => state.TokenDigests!, Digest(token)) & Filter<SetupState>.Eq(state => state.OwnerId, null),
            group: group);
        var inserting = users.Insert(owner with { PlatformRole = PlatformRole.Owner }, group);
        group.Submit();
        if (!(await closing).Applied)
            return await IsOpenAsync(ct) ? SetupOutcome.WrongToken : SetupOutcome.Closed;
        return await inserting == InsertResult.Inserted
            ? SetupOutcome.Created
            : throw new InvalidOperationException("Another user already has the owner's e-mail address. Restart IAfluence to get a new set-up link.");
    }

    private static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
