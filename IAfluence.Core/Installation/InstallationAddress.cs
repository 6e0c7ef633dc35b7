namespace IAfluence.Core.Installation;

/// <summary>
/// An installation's address in plugins and snippets: scheme, host and port. It contains only characters that need no escaping in the files
/// it is written into.
/// </summary>
public sealed record InstallationAddress
{
    private InstallationAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>Without a trailing slash.</summary>
    public string Text => Uri.GetLeftPart(UriPartial.Authority);

    public string Host => Uri.Host;

    public bool IsHttps => Uri.Scheme == Uri.UriSchemeHttps;

    /// <param name="address">Such as https://chat.agency.example; anything after the port is removed.</param>
    /// <exception cref="ArgumentException">The text is not a valid address.</exception>
    public static InstallationAddress Of(string address) =>
        OfOrNull(address) ?? throw new ArgumentException($"'{address}' is not a valid installation address. Use a scheme and host, for example https://chat.example.com.", nameof(address));

    /// <returns>Null when the text is not a valid address.</returns>
    public static InstallationAddress? OfOrNull(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.IdnHost.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':' or '[' or ']' or '_')
            ? new(new UriBuilder(uri.Scheme, uri.IdnHost, uri.IsDefaultPort ? -1 : uri.Port).Uri)
            : null;
}
