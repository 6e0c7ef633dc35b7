namespace IAfluence.Core.Chatbots;

/// <summary>Whether the contact form has a field, and whether the field is required.</summary>
public static class ContactField
{
    public const string Off = "off";
    public const string Optional = "optional";
    public const string Required = "required";

    public static readonly IReadOnlyList<string> All = [Off, Optional, Required];
}

/// <summary>The form in which visitors leave their contact details.</summary>
public sealed record ChatbotContactForm
{
    /// <summary>The e-mail address that is notified of each contact; null when contacts are only stored.</summary>
    public string? SendTo { get; init; }

    /// <summary>A value of <see cref="ContactField"/>, as for the next two. The e-mail or the telephone field must be on.</summary>
    public string Name { get; init; } = ContactField.Optional;

    public string Email { get; init; } = ContactField.Required;

    public string Phone { get; init; } = ContactField.Off;

    /// <summary>The text above the form; null to use the product's text in the visitor's language.</summary>
    public LocalText? Text { get; init; }
}
