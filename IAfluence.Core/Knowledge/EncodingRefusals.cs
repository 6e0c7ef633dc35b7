using IAfluence.Core.Encoders;

namespace IAfluence.Core.Knowledge;

/// <summary>The refusals of one run that concern a client or a passage. The other passages are encoded.</summary>
internal sealed class EncodingRefusals
{
    /// <summary>More refused passages in one run suggest that the encoder refuses all of them.</summary>
    private const int MaxPassages = 5;

    private readonly HashSet<ClientId> _clients = [];
    private int _passages;

    public bool Contain(ClientId clientId) => _clients.Contains(clientId);

    /// <returns>False when the encoder cannot encode any passage now.</returns>
    public bool Add(ClientId clientId, EncoderUnavailableException error) => error.Trouble switch
    {
        EncoderTrouble.ProcessorNotAllowed => _clients.Add(clientId),
        EncoderTrouble.TextsRefused => ++_passages <= MaxPassages,
        _ => false,
    };
}
