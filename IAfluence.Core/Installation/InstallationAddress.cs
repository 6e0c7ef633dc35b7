namespace IAfluence.Core.Installation;

/// <summary>An installation's address as plugins and snippets carry it: scheme, host and port, of letters that mean nothing in any language they are put into.</summary>
public sealed record InstallationAddress
{
    private InstallationAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>Without a slash at the end.</summary>
    public string Text => Uri.GetLeftPart(UriPartial.Authority);

    public string Host => Uri.Host;

    public bool IsHttps => Uri.Scheme == Uri.UriSchemeHttps;

    /// <param name="address">Such as https://chat.agency.example; what follows the port is left out.</param>
    /// <exception cref="ArgumentException">It is none, or has letters that a host name has not.</exception>
    public static InstallationAddress Of(string address) =>
        OfOrNull(address) ?? throw new ArgumentException($"'{address}' is no address of an installation.", nameof(address));

    /// <summary>The same; null when it is none.</summary>
    public static InstallationAddress? OfOrNull(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.IdnHost.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':' or '[' or ']' or '_')
            ? new(new UriBuilder(uri.Scheme, uri.IdnHost, uri.IsDefaultPort ? -1 : uri.Port).Uri)
            : null;
}
