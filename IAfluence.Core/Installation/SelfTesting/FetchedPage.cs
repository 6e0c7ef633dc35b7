namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>Why a page could not be fetched.</summary>
public enum FetchFault
{
    None,

    /// <summary>The address is not the address of a page.</summary>
    NotAnAddress,

    /// <summary>The host name does not exist.</summary>
    UnknownHost,

    /// <summary>The host is the local machine or in a private network, which the self-test does not access.</summary>
    NotPublic,

    /// <summary>The host refused the connection or did not respond.</summary>
    NoConnection,

    /// <summary>The TLS certificate is not valid.</summary>
    Certificate,

    TooSlow,

    TooManyRedirects,

    /// <summary>The response is not valid.</summary>
    BadResponse,
}

/// <summary>The result of a request.</summary>
/// <param name="Fault">None when a response was received, whatever its status.</param>
/// <param name="Address">The last requested address, after redirects.</param>
public sealed record FetchedPage(FetchFault Fault, Uri? Address)
{
    public int Status { get; init; }

    /// <summary>Lowercase, without parameters; empty when the response has no content type.</summary>
    public string MediaType { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>Whether the body was truncated.</summary>
    public bool Cut { get; init; }

    /// <summary>By lowercase name; several values are joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>When each piece of the body arrived, measured from the start of reading; at most 100 pieces.</summary>
    public IReadOnlyList<TimeSpan> Arrivals { get; init; } = [];
}
