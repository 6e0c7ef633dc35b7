namespace IAfluence.Core.Chatbots;

/// <summary>Whether a field of the contact form is asked for.</summary>
public static class ContactField
{
    public const string Off = "off";
    public const string Optional = "optional";
    public const string Required = "required";

    public static readonly IReadOnlyList<string> All = [Off, Optional, Required];
}

/// <summary>The form by which visitors leave their name and address.</summary>
public sealed record ChatbotContactForm
{
    /// <summary>The e-mail address that is told of each contact; null when contacts are only kept.</summary>
    public string? SendTo { get; init; }

    /// <summary>One of <see cref="ContactField"/>, like the two after it; e-mail or telephone must be asked for.</summary>
    public string Name { get; init; } = ContactField.Optional;

    public string Email { get; init; } = ContactField.Required;

    public string Phone { get; init; } = ContactField.Off;

    /// <summary>Words above the form; null for the product's in the visitor's language.</summary>
    public LocalText? Text { get; init; }
}
