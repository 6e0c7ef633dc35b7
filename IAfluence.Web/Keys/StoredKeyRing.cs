using System.Xml.Linq;
using IAfluence.Core.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace IAfluence.Web.Keys;

/// <summary>Stores Data Protection's key ring, so that all processes of the store can decrypt each other's data.</summary>
internal sealed class StoredKeyRing(IServiceProvider services, TimeProvider time) : IXmlRepository
{
    // Resolved on first use, because Data Protection's options are created before the storage settings are validated.
    private PlatformDocuments<ProtectionKey> Keys => services.GetRequiredService<PlatformDocuments<ProtectionKey>>();

    // Data Protection calls synchronously, at start-up and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ListAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new ProtectionKey { Id = NewId.Of<ProtectionKeyId>(time), Xml = element.ToString(SaveOptions.DisableFormatting) };
        Task.Run(async () => await Keys.Insert(key)).GetAwaiter().GetResult();
    }

    private async Task<IReadOnlyCollection<XElement>> ListAsync()
    {
        var elements = new List<XElement>();
        string? after = null;
        do
        {
            var page = await Keys.ListAsync(new DocumentQuery<ProtectionKey>().StartAfter(after), CancellationToken.None);
            elements.AddRange(page.Items.Select(key => XElement.Parse(key.Xml)));
            after = page.Next;
        }
        while (after is not null);
        return elements;
    }
}
