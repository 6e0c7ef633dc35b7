using IAfluence.Tests.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace IAfluence.Tests.Hosting;

public sealed class RoutesTests
{
    private const string Update = "IAFLUENCE_UPDATE_SNAPSHOTS";

    private static string Snapshot => Path.Combine(Repository.Root, "IAfluence.Tests", "Hosting", "routes.txt");

    /// <summary>
    /// A new page or route changes this list, so that who may open it is seen in review. After looking, write the new list with
    /// <c>IAFLUENCE_UPDATE_SNAPSHOTS=1 dotnet test --filter RoutesTests</c>.
    /// </summary>
    [Fact]
    public async Task Every_route_stands_in_the_list_with_its_verbs_and_policy()
    {
        await using var app = await IAfluenceApp.StartAsync();

        var actual = string.Concat((await ListAsync(app)).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(Snapshot, actual);

        Assert.Equal(await File.ReadAllTextAsync(Snapshot), actual);
    }

    private static async Task<IEnumerable<string>> ListAsync(IAfluenceApp app)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in app.Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            var metadata = endpoint.Metadata;
            var verbs = string.Join(' ', metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]);
            if (metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await app.CompiledAsync(page, endpoint);
                metadata = compiled.Endpoint?.Metadata ?? metadata;
                verbs = compiled.HandlerMethods is { Count: > 0 } handlers
                    // A page that overrides OnPageHandlerExecuting is taken for one with a verb "Page", which no request has.
                    ? string.Join(' ', handlers.Where(handler => handler.HttpMethod != "Page").Select(Verb).Order(StringComparer.Ordinal)) : "any";
            }
            lines.Add($"/{endpoint.RoutePattern.RawText?.TrimStart('/'),-60} {PolicyOf(metadata),-28} {verbs}");
        }
        return lines;
    }

    private static string Verb(HandlerMethodDescriptor handler) =>
        handler.HttpMethod.ToUpperInvariant() + (string.IsNullOrEmpty(handler.Name) ? "" : ":" + handler.Name);

    private static string PolicyOf(Microsoft.AspNetCore.Http.EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anyone";
        var asked = metadata.GetOrderedMetadata<IAuthorizeData>();
        if (asked.Count == 0)
            return "anyone";
        var named = asked.Select(data => data.Policy).OfType<string>().Distinct().ToList();
        return named.Count == 0 ? "signed-in" : string.Join('+', named);
    }
}
