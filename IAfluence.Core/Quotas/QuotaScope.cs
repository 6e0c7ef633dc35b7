namespace IAfluence.Core.Quotas;

/// <summary>The kinds of owners that a quota can have.</summary>
public enum QuotaKind
{
    Client,
    Chatbot,
    Model,
    Provider,
}

/// <summary>Identifies the owner of a quota, whose use it counts.</summary>
/// <param name="ClientId">The client, or the client of the chatbot; null for a model or provider.</param>
/// <param name="OwnId">The id of the client, chatbot, model or provider.</param>
public sealed record QuotaScope(QuotaKind Kind, ClientId? ClientId, string OwnId)
{
    public static QuotaScope OfClient(ClientId id) => new(QuotaKind.Client, id, id.Value);

    public static QuotaScope OfChatbot(ClientId clientId, ChatbotId id) => new(QuotaKind.Chatbot, clientId, id.Value);

    public static QuotaScope OfModel(ModelId id) => new(QuotaKind.Model, null, id.Value);

    public static QuotaScope OfProvider(ProviderId id) => new(QuotaKind.Provider, null, id.Value);

    /// <summary>The prefix of the ids of its windows and marks.</summary>
    public override string ToString() => $"{Prefix}-{OwnId}";

    private string Prefix => Kind switch
    {
        QuotaKind.Client => "client",
        QuotaKind.Chatbot => "chatbot",
        QuotaKind.Model => "model",
        _ => "provider",
    };
}

/// <summary>A quota, its scope and one of its periods: identifies the window in which use is counted.</summary>
public sealed record QuotaTarget(QuotaScope Scope, Quota Quota, QuotaSpan Span)
{
    public QuotaWindowId WindowId { get; } = QuotaWindowId.Of(Scope, Span);

    public static QuotaTarget At(QuotaScope scope, Quota quota, TimeZoneInfo zone, DateTimeOffset at) => new(scope, quota, QuotaSpan.At(quota.Period, zone, at));
}
