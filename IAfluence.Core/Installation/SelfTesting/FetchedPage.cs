namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>Why a page did not come.</summary>
public enum FetchFault
{
    None,

    /// <summary>The address is none of a page.</summary>
    NotAnAddress,

    /// <summary>No host has this name.</summary>
    UnknownHost,

    /// <summary>It lies where the self-test does not go: on this machine or in a private network.</summary>
    NotPublic,

    /// <summary>Nobody answers there.</summary>
    NoConnection,

    /// <summary>The certificate is not right.</summary>
    Certificate,

    TooSlow,

    TooManyRedirects,

    /// <summary>What came is no answer.</summary>
    BadResponse,
}

/// <summary>What asking for an address gave.</summary>
/// <param name="Fault">None when an answer came, whatever its status.</param>
/// <param name="Address">The last address asked.</param>
public sealed record FetchedPage(FetchFault Fault, Uri? Address)
{
    public int Status { get; init; }

    /// <summary>Without parameters, in lower case; empty when the answer says none.</summary>
    public string MediaType { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>Whether there was more than is read.</summary>
    public bool Cut { get; init; }

    /// <summary>By name in lower case, values joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The time from the answer's beginning at which each piece of its body arrived; only of streams.</summary>
    public IReadOnlyList<TimeSpan> Arrivals { get; init; } = [];
}
