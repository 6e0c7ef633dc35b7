using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Testing;

/// <summary>
/// The services of a started application. Only the vocabulary in this folder takes them, to fill the store, to run a worker's pass at
/// once, or to read what was stored; a test in Architecture keeps it so.
/// </summary>
internal sealed class BelowHttp(IServiceProvider services)
{
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Asks a service that lives as long as a request.</summary>
    public TResult InScope<T, TResult>(Func<T, TResult> ask) where T : notnull
    {
        using var scope = services.CreateScope();
        return ask(scope.ServiceProvider.GetRequiredService<T>());
    }
}
