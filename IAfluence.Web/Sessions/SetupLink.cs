using IAfluence.Core.Accounts;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Sessions;

/// <summary>
/// Prints the set-up link when the application listens and has no owner. It is written to the console and not to the log, because logs may be
/// shipped to other systems.
/// </summary>
internal sealed class SetupLink(Setup setup, IServer server, IOptions<SiteOptions> site, OperatorConsole console) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await setup.IssueTokenOrNullAsync(cancellationToken) is not { } token)
            return;
        await console.WriteLineAsync(
            $"""

              IAfluence has no owner yet. Open this link once to create the first account:
              IAfluence n'a pas encore de propriétaire. Ouvrez ce lien pour créer le premier compte :

                {Address()}/setup?token={token}

            """);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Address()
    {
        if (site.Value.PublicUrl is { Length: > 0 } known)
            return known.TrimEnd('/');
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        // An address that listens on all interfaces has no host name; the operator is on this machine.
        return bound.Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }
}
