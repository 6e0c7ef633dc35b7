using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Core.Foundation;

/// <summary>Validates and generates the keys of clients and chatbots, and the public keys in snippets.</summary>
public static class Keys
{
    public const int MaxKeyCharacters = 60;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Generates a random public key with 22 characters, 131 bits.</summary>
    public static string NewPublicKey() => "pk_" + RandomNumberGenerator.GetString(Alphabet, 22);

    /// <summary>Whether the text is 3 to 60 ASCII letters, digits, hyphens or underscores.</summary>
    public static bool IsPublicKey(string text) =>
        text.Length is >= 3 and <= MaxKeyCharacters && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    /// <summary>Whether the text is 1 to 60 lowercase ASCII letters, digits or hyphens.</summary>
    public static bool IsKey(string text) =>
        text.Length is >= 1 and <= MaxKeyCharacters
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>
    /// Derives a key from a name: "Boulangerie Été" becomes "boulangerie-ete". Returns <paramref name="otherwise"/> when no character is
    /// left.
    /// </summary>
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

        // Leaves room for a number that distinguishes equal names.
        var text = key.ToString(0, Math.Min(key.Length, MaxKeyCharacters - 6)).Trim('-');
        return text.Length == 0 ? otherwise : text;
    }
}
