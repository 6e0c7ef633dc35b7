using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>Registers the host's settings, which are validated before the host listens.</summary>
internal static class HostingOptions
{
    public static IServiceCollection AddHostingOptions(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>, UnsupportedSettings>();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICallLimiter, InProcessCallLimiter>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(ConfigureForwardedHeaders);
        return services;
    }

    private static void ConfigureForwardedHeaders(ForwardedHeadersOptions headers, IOptions<ProxyOptions> proxy)
    {
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in proxy.Value.ListNetworks())
            headers.KnownIPNetworks.Add(network);
        // Every hop is compared with the list, so a chain of trusted proxies is followed to its end and no further.
        headers.ForwardLimit = null;
        // The middleware would treat an empty list as "trust all proxies".
        headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
