using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap.Demo;

/// <summary>
/// Loads the demonstration into an empty database. It is loaded once, so that a deleted one is not created again. A load that a process
/// did not finish is completed at the next start.
/// </summary>
public sealed class DemoLoader(FileBootstrap file, ClientService clients, AppliedObjects applied, Lease<BootstrapLeaseState> lease)
{
    private const string Address = "demo";
    private const string Begun = "begun";
    private const string Settled = "settled";

    public async Task LoadAsync(CancellationToken ct)
    {
        await applied.LoadAsync(ct);
        if (!applied.Holds(Address, Settled))
            await lease.RunAsync(LoadUnderLeaseAsync, ct);
    }

    private async Task LoadUnderLeaseAsync(CancellationToken ct)
    {
        await applied.LoadAsync(ct);
        if (applied.Holds(Address, Settled))
            return;
        if (applied.Holds(Address, Begun) || !await HasClientsAsync(ct))
        {
            await applied.RecordAsync(Address, Begun);
            await file.ApplyUnderLeaseAsync(DemoFile.Read(), ct);
        }

        await applied.RecordAsync(Address, Settled);
    }

    private async Task<bool> HasClientsAsync(CancellationToken ct) => (await clients.ListAsync(null, null, null, 1, ct)).Items.Count > 0;
}
