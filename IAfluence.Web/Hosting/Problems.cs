using IAfluence.Core.Storage;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Diagnostics;

namespace IAfluence.Web.Hosting;

/// <summary>Maps API errors to problem details. The error page handles errors of pages.</summary>
public static class Problems
{
    public const string InternalError = "internal_error";

    /// <summary>Adds problem details to a response that has only a status, such as 404 for an unknown address.</summary>
    internal static Task DescribeAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var code = status switch
        {
            StatusCodes.Status404NotFound => "not_found",
            StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
            _ => "bad_request",
        };
        return ForCaller(context.HttpContext, status, code).ExecuteAsync(context.HttpContext);
    }

    /// <summary>Creates a problem; for the widget, with a detail that visitors can read.</summary>
    internal static Problem ForCaller(HttpContext context, int status, string code) => Problem.Of(
        status, code, null, context.Request.Path.StartsWithSegments(WidgetCors.Api) ? VisitorTexts.Of(code, VisitorLanguages.Of(context.Request.Headers.AcceptLanguage, null), null) : null);

    /// <summary>Whether the address is an API, which returns problem details instead of an error page.</summary>
    internal static bool IsApi(PathString path) =>
        path.StartsWithSegments("/widget") || path.StartsWithSegments("/health") || path.StartsWithSegments("/api") || path == "/widget.js";
}

/// <summary>Handles exceptions of APIs with problem details; the error page handles those of pages.</summary>
internal sealed class ApiFailures : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The exception handler has already set the request's path to the error page.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is not { } path || !Problems.IsApi(path))
            return false;
        httpContext.Request.Path = path;
        var (status, code) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body_too_large" : "bad_request"),
            StorageUnavailableException => (StatusCodes.Status503ServiceUnavailable, WidgetErrors.Unavailable),
            _ => (StatusCodes.Status500InternalServerError, Problems.InternalError),
        };
        await Problems.ForCaller(httpContext, status, code).ExecuteAsync(httpContext);
        return true;
    }
}
