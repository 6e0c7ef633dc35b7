using System.Xml.Linq;
using IAfluence.Core.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace IAfluence.Web.Keys;

/// <summary>Keeps Data Protection's key ring in the store, so that every process on it reads what any of them protected.</summary>
internal sealed class StoredKeyRing(IServiceProvider services, TimeProvider time) : IXmlRepository
{
    // Only when first asked: Data Protection's options are made before the settings of the store have been validated.
    private PlatformDocuments<ProtectionKey> Keys => services.GetRequiredService<PlatformDocuments<ProtectionKey>>();

    // Data Protection asks synchronously, at start and once a day.
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
