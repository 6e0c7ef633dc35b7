using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Contacts;

/// <summary>The id of a contact.</summary>
public readonly record struct ContactId(string Value) : IId<ContactId>
{
    public static ContactId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What a visitor left so as to be answered.</summary>
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

    /// <summary>Null in those of before visitors got one with it.</summary>
    public VisitorId? VisitorId { get; init; }

    /// <summary>The conversation it was left in; null for none.</summary>
    public ConversationId? ConversationId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Text { get; init; }

    /// <summary>The language of the visitor.</summary>
    public required string Locale { get; init; }

    /// <summary>The page it was left on, without query or fragment.</summary>
    public string? Page { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
