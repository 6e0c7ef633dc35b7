using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>
/// The id of an e-mail: made from what the e-mail is about and who gets it, so that whoever raises the same alert again, in this process or
/// another, finds the id taken.
/// </summary>
public readonly record struct EmailId(string Value) : IId<EmailId>
{
    public static EmailId From(string value) => new(value);

    /// <param name="occasion">Such as <c>incident/{id}/1/opened</c>; the same for everyone who is told.</param>
    /// <param name="to">Who gets it: an address or a user's id.</param>
    public static EmailId Of(string occasion, string to) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(occasion + "\n" + to)).AsSpan(0, 16)));

    public override string ToString() => Value;
}
