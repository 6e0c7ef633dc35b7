using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using IAfluence.Benchmarks.Running;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>
/// The verb <c>retrieval</c>: the time to find the passages for a question among 50,000 of one chatbot, and what the first question after a start
/// takes. The passages are mixed from the sentences of the matters. Their vectors are random, because encoding them would take most of an hour;
/// the questions are encoded by the built-in encoder. <c>--folder PATH</c> keeps the passages for the next run.
/// </summary>
internal static class RetrievalBenchmark
{
    private const int SectionsPerText = 25;
    private const int SentencesPerSection = 5;
    private const int MaxQuestionWords = 18;
    private const int WarmUpRounds = 3;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var passages = args.Contains("--small") ? 1000 : 50_000;
        await using var store = await KnowledgeStore.OpenAsync(
            new Dictionary<string, string?> { ["Knowledge:VectorMemoryMegabytes"] = "96" },
            services =>
            {
                var builtin = services.Last(service => service.ServiceType == typeof(ISentenceEncoder)).ImplementationFactory!;
                services.Replace(ServiceDescriptor.Singleton<ISentenceEncoder>(provider => new RandomPassages((ISentenceEncoder)builtin(provider))));
            },
            Array.IndexOf(args, "--folder") is var at and >= 0 ? args[at + 1] : null);
        var chatbot = ChatbotId.From("large");
        var watch = Stopwatch.StartNew();
        if (await store.Passages.CountAsync(KnowledgeStore.Client, Filter<Passage>.Eq(passage => passage.ChatbotId, chatbot), CancellationToken.None) == 0)
            await FillAsync(store, await store.HasChatbotAsync("large"), passages);
        await store.Indexer.RunAsync(CancellationToken.None);
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}; {passages} passages stored in {watch.Elapsed.TotalSeconds:0} s");

        List<string> questions =
        [
            .. Matter.Keys.SelectMany(key => Matter.Load(key, "en").Questions).Select(question => question.Question)
                .Where(question => question.Split(' ').Length <= MaxQuestionWords),
        ];
        watch.Restart();
        await AskAsync(store, chatbot, questions[0]);
        var first = watch.Elapsed;
        // Methods are compiled again, faster, after they ran some times.
        for (var round = 0; round < WarmUpRounds; round++)
        {
            foreach (var question in questions)
                await AskAsync(store, chatbot, question);
        }

        var times = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var question in questions)
            {
                watch.Restart();
                await AskAsync(store, chatbot, question);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        processor = Environment.CpuUsage.TotalTime - processor;
        var samples = new Samples(times);
        Print(
            ["questions", "first question (ms)", "p50 (ms)", "p95 (ms)", "processor time (ms a question)", "resident"],
            [[$"{samples.Count}", Number(first.TotalMilliseconds, 0), Number(samples.Median), Number(samples.Percentile(0.95)), Number(processor.TotalMilliseconds / samples.Count), Megabytes(Environment.WorkingSet)]]);
        return 0;
    }

    private static Task<Retrieval> AskAsync(KnowledgeStore store, ChatbotId chatbot, string question) =>
        store.Retriever.RetrieveAsync(KnowledgeStore.Client, chatbot, new RetrievalQuestion(question, "en"), 8, CancellationToken.None);

    private static async Task FillAsync(KnowledgeStore store, ChatbotId chatbot, int passages)
    {
        var random = new Random(1);
        List<string> sentences =
        [
            .. Matter.Keys.SelectMany(key => Matter.Load(key, "en").Sections)
                .SelectMany(section => section.Body.Split(". ", StringSplitOptions.RemoveEmptyEntries)),
        ];
        List<string> headings = [.. Matter.Keys.SelectMany(key => Matter.Load(key, "en").Sections).Select(section => section.Heading)];
        for (var text = 0; text < passages / SectionsPerText; text++)
        {
            var sections = Enumerable.Range(0, SectionsPerText).Select(_ =>
            {
                var body = Enumerable.Range(0, SentencesPerSection).Select(_ => sentences[random.Next(sentences.Count)]);
                // A word of its own, as names and numbers are.
                return $"## {headings[random.Next(headings.Count)]}\n\n{string.Join(". ", body).Replace('\n', ' ')} Reference {random.Next(1_000_000)}.";
            });
            await store.KnowsAsync(chatbot, string.Create(CultureInfo.InvariantCulture, $"Page {text}"), string.Join("\n\n", sections), "en");
        }
    }

    /// <summary>Encodes questions really, and passages at random.</summary>
    private sealed class RandomPassages(ISentenceEncoder encoder) : ISentenceEncoder
    {
        private readonly Random _random = new(2);

        public string Key => encoder.Key;

        public Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct)
        {
            if (request.Use == EncodingUse.Question)
                return encoder.EncodeAsync(request, ct);
            return Task.FromResult<IReadOnlyList<float[]>>([.. request.Texts.Select(_ => Vector())]);
        }

        private float[] Vector()
        {
            var vector = new float[384];
            for (var i = 0; i < vector.Length; i++)
                vector[i] = (float)(_random.NextDouble() - 0.5);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
            return vector;
        }
    }
}
