using IAfluence.Core.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace IAfluence.Web.Sessions;

/// <summary>Requires a platform role.</summary>
internal sealed record PlatformRequirement : IAuthorizationRequirement;

/// <summary>Requires a role in the client of the route.</summary>
internal sealed record ClientRequirement(ClientRole Read, ClientRole Write) : IAuthorizationRequirement;

internal sealed class PlatformHandler(IHttpContextAccessor http) : AuthorizationHandler<PlatformRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PlatformRequirement requirement)
    {
        var current = http.HttpContext!.RequestServices.GetRequiredService<CurrentUser>();
        if (current.UserOrNull?.PlatformRole is PlatformRole.Admin or PlatformRole.Owner)
            context.Succeed(requirement);
        else
            context.Fail(new NotVisibleReason(this));
        return Task.CompletedTask;
    }
}

internal sealed class ClientHandler(IHttpContextAccessor http, ClientAccess access) : AuthorizationHandler<ClientRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ClientRequirement requirement)
    {
        var request = http.HttpContext!;
        var named = request.GetRouteValue("clientId") as string
            ?? throw new InvalidOperationException("A client policy requires {clientId} in the route.");
        if (request.RequestServices.GetRequiredService<CurrentUser>().UserOrNull is not { } user
            || await access.FindVisibleClientOrNullAsync(user, ClientId.From(named), request.RequestAborted) is not { } visible)
        {
            context.Fail(new NotVisibleReason(this));
            return;
        }
        var looks = HttpMethods.IsGet(request.Request.Method) || HttpMethods.IsHead(request.Request.Method);
        if (visible.Role < (looks ? requirement.Read : requirement.Write))
            return;
        request.RequestServices.GetRequiredService<CurrentClient>().Set(visible);
        context.Succeed(requirement);
    }
}

/// <summary>The reason for a refusal when the requested object does not exist for the user.</summary>
internal sealed class NotVisibleReason(IAuthorizationHandler handler) : AuthorizationFailureReason(handler, "not visible");

/// <summary>Returns 404 instead of 403 when a refusal would reveal that something exists.</summary>
internal sealed class NotVisibleResultHandler : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || authorizeResult.AuthorizationFailure?.FailureReasons.Any(reason => reason is NotVisibleReason) != true)
            return _default.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
