using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>A refusal as RFC 9457 problem details; <c>detail</c> is what the visitor reads.</summary>
public sealed record WidgetProblem(
    string Type,
    string Title,
    string Detail,
    int Status,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null) : IResult
{
    /// <summary>Of a form: the property that is missing or wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The work that is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChallengeView? Challenge { get; init; }

    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public static WidgetProblem Of(string code, string locale, ChatbotSettings? settings)
    {
        var (status, title) = WidgetErrors.Of(code);
        return new WidgetProblem("urn:iafluence:problem:" + code, title, VisitorTexts.Of(code, locale, settings), status, code);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (Code == WidgetErrors.OriginNotAllowed)
            WidgetCors.Withdraw(httpContext);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "application/problem+json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            response.Body, this with { TraceId = Activity.Current?.Id ?? httpContext.TraceIdentifier }, WidgetJson.Default.WidgetProblem, httpContext.RequestAborted);
    }
}
