using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Contacts;

public readonly record struct ContactId(string Value) : IId<ContactId>
{
    public static ContactId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The contact details and message that a visitor left in the contact form.</summary>
public sealed record Contact : ClientDocument<ContactId>
{
    public static readonly CollectionDefinition<Contact> Collection = new CollectionDefinition<Contact>("contacts")
        .IndexDescending(contact => contact.At)
        .IndexDescending(contact => contact.At, contact => contact.ChatbotId)
        .Index(contact => contact.VisitorId)
        .IndexDescending(contact => contact.At, contact => contact.ConversationId)
        .Expires(contact => contact.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, contact => contact.ChatbotId)
        .ErasedWith(OwnerKind.Visitor, contact => contact.VisitorId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>Null in contacts stored by older versions, which did not set it.</summary>
    public VisitorId? VisitorId { get; init; }

    /// <summary>The conversation in which the form was sent; null when there was none.</summary>
    public ConversationId? ConversationId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Text { get; init; }

    /// <summary>The visitor's language.</summary>
    public required string Locale { get; init; }

    /// <summary>The address of the page on which the form was sent, without query and fragment; null when unknown.</summary>
    public string? Page { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
