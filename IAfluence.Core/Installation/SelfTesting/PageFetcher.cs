using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using IAfluence.Core.Egress;

namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>
/// Fetches pages that users name through the egress guard. Time and size are limited, each redirect is checked again, no cookies or
/// credentials are sent, and only the kind of a failure is reported.
/// </summary>
public sealed class PageFetcher(SelfTestReach reach, TimeProvider time) : IDisposable
{
    public const int MaxBytes = 2_000_000;
    public const int MaxRedirects = 5;

    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private const string Agent = "IAfluence-SelfTest";

    private readonly HttpMessageInvoker _public = Invoker(reach.PrivateNetworkAllowed);

    /// <summary>For the installation's own address, which the operator configured; it may be in a private network.</summary>
    private readonly HttpMessageInvoker _own = Invoker(privateNetworkAllowed: true);

    /// <param name="own">The installation's own configured address; null when none is configured.</param>
    /// <param name="accept">The Accept header.</param>
    public async Task<FetchedPage> GetAsync(Uri address, Uri? own, string accept, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(MaxTime);
        var asked = address;
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, asked);
                request.Headers.TryAddWithoutValidation("User-Agent", Agent);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var response = await (IsOwn(asked, own) ? _own : _public).SendAsync(request, timeout.Token);
                if (LocationOrNull(response) is not { } location)
                    return await ReadAsync(asked, response, timeout.Token);
                if (redirects == MaxRedirects)
                    return new FetchedPage(FetchFault.TooManyRedirects, asked);
                if (!Uri.TryCreate(asked, location, out var next) || !IsPage(next))
                    return new FetchedPage(FetchFault.BadResponse, asked);
                asked = next;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new FetchedPage(FetchFault.TooSlow, asked);
        }
        catch (Exception failure) when (failure is HttpRequestException or EgressRefusedException or IOException or SocketException or InvalidDataException)
        {
            return new FetchedPage(FaultOf(failure), asked);
        }
    }

    /// <summary>Whether an address can be a page: http or https, with a host, without credentials.</summary>
    public static bool IsPage(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https" && HasHost(address) && address.UserInfo.Length == 0;

    public void Dispose()
    {
        _public.Dispose();
        _own.Dispose();
    }

    private static HttpMessageInvoker Invoker(bool privateNetworkAllowed)
    {
        var handler = EgressGuard.CreateHandler(privateNetworkAllowed);
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.MaxResponseHeadersLength = 64;
        return new HttpMessageInvoker(handler);
    }

    private static bool IsOwn(Uri address, Uri? own) =>
        own is not null && Uri.Compare(address, own, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri? LocationOrNull(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 ? response.Headers.Location : null;

    // A host without valid characters (such as a soft hyphen alone) parses as an address, but has no ASCII form to request.
    private static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private async Task<FetchedPage> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken ct)
    {
        var (bytes, arrivals, cut) = (new MemoryStream(), new List<TimeSpan>(), false);
        var begin = time.GetTimestamp();
        await using (var stream = await response.Content.ReadAsStreamAsync(ct))
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
            {
                if (arrivals.Count < 100)
                    arrivals.Add(time.GetElapsedTime(begin));
                bytes.Write(buffer, 0, (int)Math.Min(read, MaxBytes - bytes.Length));
                if (cut = bytes.Length >= MaxBytes)
                    break;
            }
        }

        return new FetchedPage(FetchFault.None, address)
        {
            Status = (int)response.StatusCode,
            MediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "",
            // The self-test searches for ASCII text, which is the same in all encodings used by pages.
            Body = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length),
            Cut = cut,
            Arrivals = arrivals,
            Headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .GroupBy(header => header.Key.ToLowerInvariant())
                .ToDictionary(header => header.Key, header => string.Join(", ", header.SelectMany(values => values.Value))),
        };
    }

    private static FetchFault FaultOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EgressRefusedException:
                    return FetchFault.NotPublic;
                case AuthenticationException:
                    return FetchFault.Certificate;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return FetchFault.UnknownHost;
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return FetchFault.TooSlow;
                case SocketException:
                    return FetchFault.NoConnection;
            }
        }

        return failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } ? FetchFault.NoConnection : FetchFault.BadResponse;
    }
}

/// <summary>The networks that the self-test can access for pages of sites.</summary>
/// <param name="PrivateNetworkAllowed">Whether pages on the local machine and in private networks can be fetched; used by tests only.</param>
public sealed record SelfTestReach(bool PrivateNetworkAllowed);
