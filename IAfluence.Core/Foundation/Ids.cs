using System.Security.Cryptography;
using System.Text;

namespace IAfluence.Core.Foundation;

/// <summary>The id of an object of the bootstrap file: a digest of its address, which can be too long for an id.</summary>
public readonly record struct AppliedObjectId(string Value) : IId<AppliedObjectId>
{
    public static AppliedObjectId From(string value) => new(value);

    public static AppliedObjectId Of(string address) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16)));

    public override string ToString() => Value;
}

/// <summary>The id of an attempt: one call of one model.</summary>
public readonly record struct AttemptId(string Value) : IId<AttemptId>
{
    public static AttemptId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a chatbot.</summary>
public readonly record struct ChatbotId(string Value) : IId<ChatbotId>
{
    public static ChatbotId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of an uploaded logo: the chatbot's id and a digest of the image.</summary>
public readonly record struct ChatbotLogoId(string Value) : IId<ChatbotLogoId>
{
    public static ChatbotLogoId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of one immutable version of a chatbot.</summary>
public readonly record struct ChatbotVersionId(string Value) : IId<ChatbotVersionId>
{
    public static ChatbotVersionId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a client (the tenant).</summary>
public readonly record struct ClientId(string Value) : IId<ClientId>
{
    public static ClientId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a client's own API key for a provider.</summary>
public readonly record struct ClientKeyId(string Value) : IId<ClientKeyId>
{
    public static ClientKeyId From(string value) => new(value);

    public static ClientKeyId Of(ClientId client, ProviderId provider) => new($"{client}-{provider}");

    public override string ToString() => Value;
}

/// <summary>The id of a conversation.</summary>
public readonly record struct ConversationId(string Value) : IId<ConversationId>
{
    public static ConversationId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// The id of an e-mail, derived from its occasion and its recipient. When several processes raise the same alert, only the first insert
/// succeeds, so the e-mail is sent once.
/// </summary>
public readonly record struct EmailId(string Value) : IId<EmailId>
{
    public static EmailId From(string value) => new(value);

    /// <param name="occasion">Such as <c>incident/{id}/1/opened</c>; the same for all recipients.</param>
    /// <param name="to">The recipient: an address or a user's id.</param>
    public static EmailId Of(string occasion, string to) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(occasion + "\n" + to)).AsSpan(0, 16)));

    public override string ToString() => Value;
}

/// <summary>The id of an incident.</summary>
public readonly record struct IncidentId(string Value) : IId<IncidentId>
{
    public static IncidentId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of the only installation settings document.</summary>
public readonly record struct InstallationSettingsId(string Value) : IId<InstallationSettingsId>
{
    public static readonly InstallationSettingsId TheOne = new("installation");

    public static InstallationSettingsId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a knowledge text of a chatbot.</summary>
public readonly record struct KnowledgeTextId(string Value) : IId<KnowledgeTextId>
{
    public static KnowledgeTextId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a membership: one user in one client.</summary>
public readonly record struct MembershipId(string Value) : IId<MembershipId>
{
    public static MembershipId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a message of a conversation.</summary>
public readonly record struct MessageId(string Value) : IId<MessageId>
{
    public static MessageId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a model of a provider.</summary>
public readonly record struct ModelId(string Value) : IId<ModelId>
{
    public static ModelId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a replacement of one model by another.</summary>
public readonly record struct ModelReplacementId(string Value) : IId<ModelReplacementId>
{
    public static ModelReplacementId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a passage: the text's id and the passage's number.</summary>
public readonly record struct PassageId(string Value) : IId<PassageId>
{
    public static PassageId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a provider.</summary>
public readonly record struct ProviderId(string Value) : IId<ProviderId>
{
    public static ProviderId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a refused origin: the chatbot's id and a digest of the origin.</summary>
public readonly record struct RefusedOriginId(string Value) : IId<RefusedOriginId>
{
    public static RefusedOriginId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a session.</summary>
public readonly record struct SessionId(string Value) : IId<SessionId>
{
    public static SessionId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a site's contact: the chatbot's id and a digest of the site's origin.</summary>
public readonly record struct SiteContactId(string Value) : IId<SiteContactId>
{
    public static SiteContactId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a user who signs in to the admin.</summary>
public readonly record struct UserId(string Value) : IId<UserId>
{
    public static UserId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id of a visitor of one chatbot.</summary>
public readonly record struct VisitorId(string Value) : IId<VisitorId>
{
    public static VisitorId From(string value) => new(value);

    public override string ToString() => Value;
}
