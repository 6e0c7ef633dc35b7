using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Accounts;

/// <summary>How an attempt to make the first owner ended.</summary>
public enum SetupOutcome
{
    Created,

    /// <summary>The token is none of those printed.</summary>
    WrongToken,

    /// <summary>There is an owner.</summary>
    Closed,
}

/// <summary>The door through which the first platform owner comes: open until there is one, to whoever reads the console.</summary>
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

    /// <summary>Makes a token to be shown on the console; only its digest is kept.</summary>
    /// <returns>Null when there is an owner.</returns>
    public async Task<string?> IssueTokenOrNullAsync(CancellationToken ct)
    {
        if (!await IsOpenAsync(ct))
            return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        // A set-up that died between closing the door and making the owner left nobody behind it: the door opens again.
        await states.Modify(
            SetupId.Only,
            new Update<SetupState>().Push(state => state.TokenDigests!, [Digest(token)], KeptTokens).Unset(state => state.OwnerId),
            seed: new SetupState { Id = SetupId.Only });
        return token;
    }

    /// <summary>Whether the token is one of those printed and not yet used up.</summary>
    public async Task<bool> KnowsAsync(string token, CancellationToken ct) =>
        (await states.FindOrNullAsync(SetupId.Only, ct))?.TokenDigests?.Contains(Digest(token)) == true;

    /// <summary>Uses the token up and makes the owner. Of two that come at once, one is refused.</summary>
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
            : throw new InvalidOperationException("The first owner's e-mail address is another user's; start again for a new set-up link.");
    }

    private static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
