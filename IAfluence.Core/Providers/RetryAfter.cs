using System.Globalization;

namespace IAfluence.Core.Providers;

/// <summary>Reads how long a vendor asks to wait.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns>From retry-after-ms, or Retry-After in seconds or as a date; null when neither says anything useful.</returns>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time)
    {
        if (response is null)
            return null;
        if (Number(response, "retry-after-ms") is { } milliseconds)
            return Bounded(TimeSpan.FromMilliseconds(milliseconds));
        if (Number(response, "Retry-After") is { } seconds)
            return Bounded(TimeSpan.FromSeconds(seconds));
        return response.Headers.RetryAfter?.Date is { } date ? Bounded(date - time.GetUtcNow()) : null;
    }

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
        && double.TryParse(values.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e9
            ? number
            : null;
}
