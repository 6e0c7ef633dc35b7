using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace IAfluence.Core.Encoders;

/// <summary>
/// The sentence encoder all-MiniLM-L6-v2: texts of like meaning get vectors of a small angle. It reads English; other languages are put into
/// English words first. Holds about 135 MB until it is disposed of.
/// </summary>
internal sealed class MiniLm : IDisposable
{
    public const int Dimensions = 384;

    private static readonly string[] Outputs = ["last_hidden_state"];

    private readonly InferenceSession _session;
    private readonly BertTokenizer _tokenizer;
    private readonly RunOptions _run = new();

    /// <param name="folder">Where the build put the model and its vocabulary.</param>
    public MiniLm(string folder)
    {
        using var options = new SessionOptions
        {
            // One core of two stays free for visitors' streams, and a question takes milliseconds anyway.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Both keep the memory of the longest text ever read; without them 300 MB are returned after it.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
        };
        // Weights are read into memory of their own, so that the model's file need not be kept beside them.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        _session = new InferenceSession(Path.Combine(folder, "model.onnx"), options);
        _tokenizer = BertTokenizer.Create(Path.Combine(folder, "vocab.txt"), new BertOptions { LowerCaseBeforeTokenization = true });
    }

    /// <summary>The vector of a text, of length 1.</summary>
    /// <param name="text">English; what is beyond <paramref name="maxTokens"/> is not read.</param>
    public float[] Encode(string text, int maxTokens)
    {
        var tokens = _tokenizer.EncodeToIds(text, maxTokens, out _, out _);
        var ids = new long[tokens.Count];
        var mask = new long[tokens.Count];
        var types = new long[tokens.Count];
        for (var i = 0; i < ids.Length; i++)
            (ids[i], mask[i]) = (tokens[i], 1);

        long[] shape = [1, ids.Length];
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typesValue = OrtValue.CreateTensorValueFromMemory(types, shape);
        using var results = _session.Run(
            _run,
            new Dictionary<string, OrtValue> { ["input_ids"] = idsValue, ["attention_mask"] = maskValue, ["token_type_ids"] = typesValue },
            Outputs);

        // The mean over the tokens, as the model was trained.
        var hidden = results[0].GetTensorDataAsSpan<float>();
        var vector = new float[Dimensions];
        for (var i = 0; i < ids.Length; i++)
            TensorPrimitives.Add(vector, hidden.Slice(i * Dimensions, Dimensions), vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
