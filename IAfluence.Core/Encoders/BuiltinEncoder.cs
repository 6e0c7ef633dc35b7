using Microsoft.ML.OnnxRuntime;

namespace IAfluence.Core.Encoders;

/// <summary>
/// The encoder that comes with the product: <see cref="MiniLm"/>, for which French is glossed into English first. It is loaded at the first
/// call. One text is encoded at a time; questions go before passages.
/// </summary>
/// <param name="folder">The folder of the weights.</param>
internal sealed class BuiltinEncoder(string folder) : ISentenceEncoder, IDisposable
{
    private const int QuestionTokens = 48;
    private const int PassageTokens = 256;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lazy<FrenchGloss> _gloss = new(FrenchGloss.Load);
    private int _waitingQuestions;
    private MiniLm? _model;

    public string Key => "all-MiniLM-L6-v2/1";

    public async Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var vectors = new float[request.Texts.Count][];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = request.Use == EncodingUse.Question
                ? await EncodeQuestionAsync(request.Texts[i], request.Locale, ct)
                : await EncodePassageAsync(request.Texts[i], request.Locale, ct);
        }

        return vectors;
    }

    public void Dispose()
    {
        _model?.Dispose();
        _turn.Dispose();
    }

    private async Task<float[]> EncodeQuestionAsync(string text, string locale, CancellationToken ct)
    {
        Interlocked.Increment(ref _waitingQuestions);
        try
        {
            await _turn.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waitingQuestions);
        }

        return await RunAsync(text, locale, QuestionTokens);
    }

    private async Task<float[]> EncodePassageAsync(string text, string locale, CancellationToken ct)
    {
        while (true)
        {
            await _turn.WaitAsync(ct);
            if (Volatile.Read(ref _waitingQuestions) == 0)
                return await RunAsync(text, locale, PassageTokens);
            // A semaphore guarantees no order, so the turn is returned until no question waits for it.
            _turn.Release();
            await Task.Yield();
        }
    }

    /// <summary>Encodes on a thread of the pool and returns the turn.</summary>
    private async Task<float[]> RunAsync(string text, string locale, int maxTokens)
    {
        try
        {
            return await Task.Run(() =>
            {
                var english = IsFrench(locale) ? _gloss.Value.ToEnglish(text) : text;
                return (_model ??= Load()).Encode(english, maxTokens);
            });
        }
        catch (OnnxRuntimeException error)
        {
            throw new EncoderUnavailableException("The built-in encoder failed.", error);
        }
        finally
        {
            _turn.Release();
        }
    }

    private MiniLm Load()
    {
        try
        {
            return new MiniLm(folder);
        }
        catch (Exception error) when (error is IOException or DllNotFoundException or TypeInitializationException)
        {
            throw new EncoderUnavailableException($"The built-in encoder cannot be loaded from {folder}.", error);
        }
    }

    private static bool IsFrench(string locale) => locale.Split('-')[0].Equals("fr", StringComparison.OrdinalIgnoreCase);
}
