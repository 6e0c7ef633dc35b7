using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Replies.Contacts;

/// <summary>The values of a contact form as the visitor entered them.</summary>
public sealed record ContactDraft
{
    public const int MaxNameCharacters = 120;
    public const int MaxPhoneCharacters = 40;
    public const int MaxTextCharacters = 4000;

    private const int MinPhoneDigits = 6;

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Text { get; init; }

    public string? Page { get; init; }

    public required string Locale { get; init; }

    /// <summary>Identifies a repeated form; at most 64 characters. Without a visitor, only a random UUID is accepted.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Trims the values and removes those for which the form has no field.</summary>
    internal ContactDraft Tidy(ChatbotContactForm form) => this with
    {
        Name = form.Name == ContactField.Off ? null : OneLine(Name),
        Email = form.Email == ContactField.Off ? null : OneLine(Email),
        Phone = form.Phone == ContactField.Off ? null : OneLine(Phone),
        Text = ChatbotRules.TextOrNull(Text),
    };

    /// <returns>The first missing or invalid property, by its name in the widget's API; null when the form is valid.</returns>
    internal string? FaultOrNull(ChatbotContactForm form)
    {
        if (Name is null ? form.Name == ContactField.Required : Name.Length > MaxNameCharacters)
            return "name";
        if (Email is null ? form.Email == ContactField.Required : MailAddresses.ParseOrNull(Email) is not { DisplayName: "" })
            return "email";
        if (Phone is null ? form.Phone == ContactField.Required : !IsPhone(Phone))
            return "phone";
        if (Email is null && Phone is null)
            return form.Email == ContactField.Off ? "phone" : "email";
        return Text?.Length > MaxTextCharacters ? "text" : null;
    }

    private static bool IsPhone(string text) =>
        text.Length <= MaxPhoneCharacters && text.Count(char.IsDigit) >= MinPhoneDigits
        && text.All(character => char.IsDigit(character) || character is ' ' or '+' or '-' or '.' or '(' or ')' or '/' or '\u00a0');

    private static string? OneLine(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line && !line.Any(char.IsControl) ? line : null;
}
