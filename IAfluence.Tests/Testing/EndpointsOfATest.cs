using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace IAfluence.Tests.Testing;

/// <summary>The routes of the application as it serves them.</summary>
internal static class EndpointsOfATest
{
    public static IEnumerable<RouteEndpoint> Endpoints(this IAfluenceApp app) => app.BelowHttp.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Compiles a page, which makes its handlers and their policies known.</summary>
    public static Task<CompiledPageActionDescriptor> CompiledAsync(this IAfluenceApp app, PageActionDescriptor page, RouteEndpoint endpoint) =>
        app.BelowHttp.Get<PageLoader>().LoadAsync(page, endpoint.Metadata);
}
