using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace IAfluence.Web.Keys;

/// <summary>Encrypts the elements of the key ring with the master key before they are stored.</summary>
internal sealed class MasterKeyXmlEncryptor(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var sealedBytes = master.Encrypt(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedBytes)), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>
/// Decrypts elements of the key ring. The type's name is stored with each element, so renaming or moving it makes stored keys unreadable.
/// </summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(
        services.GetRequiredService<MasterKey>().Decrypt(Convert.FromBase64String(encryptedElement.Value))));
}
