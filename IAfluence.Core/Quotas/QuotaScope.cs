namespace IAfluence.Core.Quotas;

/// <summary>What kind of thing a quota holds for.</summary>
public enum QuotaKind
{
    Client,
    Chatbot,
    Model,
    Provider,
}

/// <summary>Whose use a quota counts.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="ClientId">The client, or the chatbot's client; null for a model or provider.</param>
/// <param name="OwnId">The thing's own id.</param>
public sealed record QuotaScope(QuotaKind Kind, ClientId? ClientId, string OwnId)
{
    public static QuotaScope OfClient(ClientId id) => new(QuotaKind.Client, id, id.Value);

    public static QuotaScope OfChatbot(ClientId clientId, ChatbotId id) => new(QuotaKind.Chatbot, clientId, id.Value);

    public static QuotaScope OfModel(ModelId id) => new(QuotaKind.Model, null, id.Value);

    public static QuotaScope OfProvider(ProviderId id) => new(QuotaKind.Provider, null, id.Value);

    /// <summary>Names it in ids of windows and marks.</summary>
    public override string ToString() => $"{Prefix}-{OwnId}";

    private string Prefix => Kind switch
    {
        QuotaKind.Client => "client",
        QuotaKind.Chatbot => "chatbot",
        QuotaKind.Model => "model",
        _ => "provider",
    };
}
