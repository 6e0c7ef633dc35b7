using IAfluence.Core.Storage;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Diagnostics;

namespace IAfluence.Web.Hosting;

/// <summary>Gives the failures of the APIs their problem details; those of pages are left to the error page.</summary>
public static class Problems
{
    public const string InternalError = "internal_error";

    /// <summary>Gives a bare status, such as that of an address which is not there, its problem details.</summary>
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

    /// <summary>With a detail that visitors can read where it is the widget that asks.</summary>
    internal static Problem ForCaller(HttpContext context, int status, string code) => Problem.Of(
        status, code, null, context.Request.Path.StartsWithSegments(WidgetCors.Api) ? VisitorTexts.Of(code, VisitorLanguages.Of(context.Request.Headers.AcceptLanguage, null), null) : null);

    /// <summary>Whether programs call this address: it answers problem details where a browser would be shown a page.</summary>
    internal static bool SpeaksTo(PathString path) =>
        path.StartsWithSegments("/widget") || path.StartsWithSegments("/health") || path.StartsWithSegments("/api") || path == "/widget.js";
}

/// <summary>Answers an API's failure with problem details; leaves a page's to the error page.</summary>
internal sealed class ApiFailures : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // By now the request's path is the error page's.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is not { } path || !Problems.SpeaksTo(path))
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
