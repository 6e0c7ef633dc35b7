using System.Globalization;
using System.Text;

namespace IAfluence.Core.Accounts;

/// <summary>The reason a password is refused.</summary>
public enum PasswordFault
{
    /// <summary>Fewer than <see cref="PasswordRules.MinLength"/> characters.</summary>
    TooShort,

    /// <summary>More than <see cref="PasswordRules.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>A well-known password, or one padded with digits and punctuation.</summary>
    Common,

    /// <summary>A few repeated characters, or a sequence from the keyboard or the alphabet.</summary>
    TooRegular,

    /// <summary>Based on the user's own e-mail address or on the product's name.</summary>
    Personal,
}

/// <summary>
/// The password policy: a minimum length and a list of common passwords. Character classes are not required, as NIST SP 800-63B
/// (section 3.1.1.2) recommends: composition rules lead to passwords such as "Password123!".
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    private static readonly string[] CommonWords =
    [
        "password", "passwort", "passe", "motdepasse", "monmotdepasse", "azerty", "azertyuiop", "qwerty", "qwertyuiop", "qwertz", "qsdfghjklm", "wxcvbn",
        "letmein", "welcome", "bienvenue", "bonjour", "bonjourbonjour", "iloveyou", "jetaime", "jetaimejetaime", "admin", "administrator", "administrateur", "root",
        "superman", "batman", "starwars", "pokemon", "football", "baseball", "basketball", "liverpool", "barcelona", "marseille", "olympiquedemarseille", "paris",
        "parissaintgermain", "france", "sunshine", "princess", "princesse", "dragon", "monkey", "shadow", "master", "michael", "jordan", "charlie", "nicolas",
        "soleil", "chocolat", "doudou", "loulou", "coucou", "trustno", "changeme", "changezmoi", "secret", "default", "temporary", "temporaire", "test", "testtest",
        "passwordpassword", "correcthorsebatterystaple", "company", "entreprise", "agence", "agency", "user", "utilisateur", "login", "connexion", "guest", "invite",
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
        "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "spring", "summer", "autumn", "winter", "printemps", "automne", "hiver", "iafluence", "chatbot",
    ];

    private static readonly HashSet<string> Common = [.. CommonWords];

    private static readonly string[] Rows =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"];

    /// <returns>Null when the password is accepted.</returns>
    public static PasswordFault? FindFaultOrNull(string password, string email)
    {
        if (password.Length < MinLength)
            return PasswordFault.TooShort;
        if (password.Length > MaxLength)
            return PasswordFault.TooLong;
        var folded = Fold(password);
        if (IsRegular(folded))
            return PasswordFault.TooRegular;
        var word = WithoutPadding(folded);
        if (new[] { word, Unleet(word), WithoutPadding(Unleet(folded)), Halved(word), Halved(Unleet(word)) }.Any(Common.Contains))
            return PasswordFault.Common;
        return IsPersonal(folded, Fold(email)) ? PasswordFault.Personal : null;
    }

    private static bool IsRegular(string folded)
    {
        if (folded.Distinct().Count() < 5)
            return true;
        // Counts adjacent characters that are equal or neighbours in a row, in either direction.
        var neighbours = folded.Zip(folded.Skip(1), (one, next) => $"{one}{next}")
            .Count(pair => pair[0] == pair[1] || Rows.Any(row => row.Contains(pair, StringComparison.Ordinal) || row.Contains($"{pair[1]}{pair[0]}", StringComparison.Ordinal)));
        return folded.Length - 1 - neighbours <= Math.Max(2, folded.Length / 6);
    }

    private static bool IsPersonal(string folded, string email)
    {
        var name = email.Split('@')[0];
        var rest = new[] { email, name }.Concat(email.Split('@', '.', '-', '_', '+'))
            .Append("iafluence")
            .Where(part => part.Length >= 4)
            .OrderByDescending(part => part.Length)
            .Aggregate(folded, (left, part) => left.Replace(part, "", StringComparison.Ordinal));
        return rest.Length < folded.Length && rest.Count(char.IsLetterOrDigit) < 8;
    }

    private static string WithoutPadding(string text) => text.Trim([.. "0123456789 !?.,;:-_*+=/\\#$%&@()[]{}<>'\"~^|£€§"]);

    private static string Halved(string text) =>
        text.Length % 2 == 0 && text[..(text.Length / 2)] == text[(text.Length / 2)..] ? text[..(text.Length / 2)] : text;

    private static string Unleet(string text) => text
        .Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('@', 'a').Replace('$', 's').Replace('!', 'i');

    private static string Fold(string text) => string.Concat(text
        .Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
        .Select(char.ToLowerInvariant));
}
