using System.Diagnostics;
using System.Globalization;
using IAfluence.Benchmarks.Running;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>
/// The verb <c>indexing</c>: encodes 10,000 passages in a process that is killed twice, asks questions meanwhile, and checks that each passage has
/// exactly one vector at the end. Exits with 1 when something is missing, wrong or twice.
/// </summary>
internal static class IndexingBenchmark
{
    private const int SectionsPerText = 25;
    private const int Checked = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var passages = args.Contains("--small") ? 100 : 10_000;
        var folder = Directory.CreateTempSubdirectory("iafluence-indexing-").FullName;
        try
        {
            await using var store = await OpenAsync(folder);
            var chatbot = await store.HasChatbotAsync("indexed");
            await FillAsync(store, chatbot, passages);
            var watch = Stopwatch.StartNew();
            var asked = new List<double>();
            foreach (var share in new[] { 0.33, 0.66, 1.0 })
                await IndexUntilAsync(store, chatbot, folder, passages, (long)(share * passages), asked);
            var samples = new Samples(asked);
            Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}");
            Print(
                ["passages", "encoded in (s)", "ms a passage", "questions meanwhile", "p50 (ms)", "slowest (ms)"],
                [[$"{passages}", Number(watch.Elapsed.TotalSeconds, 0), Number(watch.Elapsed.TotalMilliseconds / passages, 1), $"{samples.Count}", Number(samples.Median, 0), Number(samples.Percentile(1), 0)]]);
            return await CheckAsync(store, chatbot, passages);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The process that is killed: encodes what is missing, in the folder given.</summary>
    public static async Task<int> RunWorkerAsync(string[] args)
    {
        await using var store = await OpenAsync(args[0]);
        // Until the lease of a killed process has ended, as the next instance of the product would wait.
        while (await store.Indexer.CountMissingAsync(KnowledgeStore.Client, ChatbotId.From("indexed"), CancellationToken.None) > 0)
        {
            await store.Indexing.RunAsync(CancellationToken.None);
            await Task.Delay(100);
        }

        return 0;
    }

    private static Task<KnowledgeStore> OpenAsync(string folder) =>
        KnowledgeStore.OpenAsync(new Dictionary<string, string?> { ["Encoder:Kind"] = EncoderOptions.Builtin }, folder: folder);

    private static async Task FillAsync(KnowledgeStore store, ChatbotId chatbot, int passages)
    {
        for (var text = 0; text < passages / SectionsPerText; text++)
        {
            var sections = Enumerable.Range(0, SectionsPerText).Select(section => $"## Part {section} of {text}\n\nThe locker number {(text * SectionsPerText) + section} is opened at the counter.");
            await store.KnowsAsync(chatbot, string.Create(CultureInfo.InvariantCulture, $"Lockers {text}"), string.Join("\n\n", sections), "en");
        }
    }

    /// <summary>Runs the worker until so many passages are encoded, then kills it; asks questions until then.</summary>
    private static async Task IndexUntilAsync(KnowledgeStore store, ChatbotId chatbot, string folder, int passages, long enough, List<double> asked)
    {
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [typeof(IndexingBenchmark).Assembly.Location, "indexing-worker", folder]))!;
        try
        {
            var watch = new Stopwatch();
            while (!worker.HasExited && await CountAsync(store, chatbot) < enough)
            {
                watch.Restart();
                var question = new RetrievalQuestion(string.Create(CultureInfo.InvariantCulture, $"Where is locker {asked.Count % passages} opened?"), "en");
                var found = await store.Retriever.RetrieveAsync(KnowledgeStore.Client, chatbot, question, 3, CancellationToken.None);
                if (found.Passages.Count == 0)
                    throw new InvalidOperationException($"'{question.Text}' found nothing while passages were encoded.");
                asked.Add(watch.Elapsed.TotalMilliseconds);
                await Task.Delay(20);
            }
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
        }
    }

    private static Task<long> CountAsync(KnowledgeStore store, ChatbotId chatbot) =>
        store.Vectors.CountAsync(KnowledgeStore.Client, Filter<PassageVector>.Eq(vector => vector.ChatbotId, chatbot), CancellationToken.None);

    private static async Task<int> CheckAsync(KnowledgeStore store, ChatbotId chatbot, int passages)
    {
        var missing = await store.Indexer.CountMissingAsync(KnowledgeStore.Client, chatbot, CancellationToken.None);
        var vectors = await CountAsync(store, chatbot);
        var loaded = await store.PassageVectors.LoadOrNullAsync(KnowledgeStore.Client, chatbot, store.Encoder.Key, CancellationToken.None);
        var wrong = 0;
        for (var number = 0; number < Checked; number++)
        {
            var place = number * (passages / Checked);
            var question = string.Create(CultureInfo.InvariantCulture, $"locker {place} opened at the counter");
            var found = await store.Retriever.RetrieveAsync(KnowledgeStore.Client, chatbot, new RetrievalQuestion(question, "en"), 1, CancellationToken.None);
            wrong += found.Passages[0].Text.Contains(string.Create(CultureInfo.InvariantCulture, $" {place} "), StringComparison.Ordinal) ? 0 : 1;
        }

        Console.WriteLine($"vectors stored {vectors}, in memory {loaded?.Count}, passages without {missing}, wrong of {Checked} questions {wrong}");
        return vectors == passages && loaded?.Count == passages && missing == 0 && wrong == 0 ? 0 : 1;
    }
}
