using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Core.Foundation;

/// <summary>The keys by which clients and chatbots are named: in the bootstrap file, and publicly in snippets.</summary>
public static class Keys
{
    public const int MaxKeyCharacters = 60;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A public key nobody can guess or meet again: 22 characters, 131 bits.</summary>
    public static string NewPublicKey() => "pk_" + RandomNumberGenerator.GetString(Alphabet, 22);

    /// <summary>3 to 60 letters, digits, hyphens or underscores, all ASCII.</summary>
    public static bool IsPublicKey(string text) =>
        text.Length is >= 3 and <= MaxKeyCharacters && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    /// <summary>1 to 60 lower-case letters, digits or hyphens, all ASCII.</summary>
    public static bool IsKey(string text) =>
        text.Length is >= 1 and <= MaxKeyCharacters
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>A key made from a name: "Boulangerie Été" gives "boulangerie-ete"; <paramref name="otherwise"/> where nothing is left.</summary>
    public static string KeyOf(string name, string otherwise)
    {
        var key = new StringBuilder();
        foreach (var character in SortKeys.Of(name))
        {
            if (char.IsAsciiLetterOrDigit(character))
                key.Append(character);
            else if (key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }

        // Room is left for the number that tells two of the same name apart.
        var text = key.ToString(0, Math.Min(key.Length, MaxKeyCharacters - 6)).Trim('-');
        return text.Length == 0 ? otherwise : text;
    }
}
