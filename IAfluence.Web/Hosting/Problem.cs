using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Web.Hosting;

/// <summary>An error as RFC 9457 problem details; the only form in which this host's APIs report errors.</summary>
/// <param name="Type"><c>urn:iafluence:problem:</c> followed by the code.</param>
/// <param name="Title">In English; the same for every problem with this code.</param>
/// <param name="Detail">A message for the user, in the user's language; null for none.</param>
/// <param name="Code">Stable and lowercase; programs decide on it.</param>
/// <param name="TraceId">The request's trace id; set when the problem is written.</param>
public sealed record Problem(
    string Type,
    string Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    int Status,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null) : IResult
{
    /// <summary>The form property that is missing or invalid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The proof of work that is required.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChallengeView? Challenge { get; init; }

    /// <summary>Sent as <c>Retry-After</c> in whole seconds, at least one.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public static Problem Of(int status, string code, string? title = null, string? detail = null) =>
        new("urn:iafluence:problem:" + code, title ?? code.Replace('_', ' '), detail, status, code);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (Code == WidgetErrors.OriginNotAllowed)
            WidgetCors.OmitHeaders(httpContext);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "application/problem+json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            response.Body, this with { TraceId = Activity.Current?.Id ?? httpContext.TraceIdentifier }, ProblemJson.Default.Problem, httpContext.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
