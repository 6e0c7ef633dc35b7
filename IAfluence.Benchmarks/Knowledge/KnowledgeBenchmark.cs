using System.Globalization;
using IAfluence.Core.Encoders;
using IAfluence.Core.Knowledge;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Benchmarks.Knowledge;

/// <summary>
/// Asks the questions of the matters and reports how often the right section is found. <c>--misses</c> lists the questions that failed,
/// <c>--matters shop,library</c> limits the matters,
/// <c>--embeddings URL</c> measures only the encoder of <see cref="EmbeddingsVariant"/>.
/// </summary>
internal static class KnowledgeBenchmark
{
    private const int MaxPassages = 8;

    private sealed record Variant(
        string Name, IReadOnlyDictionary<string, string?> Settings, RetrievalWeights Weights, bool Gloss = true, bool Across = false, EmbeddingsVariant? Embeddings = null);

    public static async Task<int> RunAsync(string[] args)
    {
        var matters = Option(args, "--matters")?.Split(',') ?? [.. Matter.Keys];
        var misses = args.Contains("--misses");
        await using var embeddings = await EmbeddingsVariant.OfAsync(args);
        IReadOnlyList<Variant> variants = embeddings is not null ? [new(embeddings.Name, embeddings.Settings, RetrievalWeights.Default, Embeddings: embeddings)]
            : Option(args, "--only") is { } only ? [.. Variants().Where(variant => variant.Name == only)]
            : args.Contains("--small") || misses ? [.. Variants().Take(1)]
            : [.. Variants()];
        Console.WriteLine("Recall: the right section is the first, among the first three, in a model's prompt (at most 8). Silent: a question with an answer gets \"don't know\".");
        Console.WriteLine("Honest: a question without an answer is not answered: remote ones get \"don't know\", near ones at most \"did you mean\". In brackets: 95 % intervals (Wilson).");
        foreach (var variant in variants)
        {
            Console.WriteLine();
            Console.WriteLine(variant.Name);
            foreach (var language in Matter.Languages)
            {
                var all = new List<Asked>();
                foreach (var key in matters)
                {
                    var asked = await AskAsync(variant, key, language);
                    if (matters.Length > 1)
                        Console.WriteLine($"  {language} {key,-9} {Summary(asked)}");
                    all.AddRange(asked);
                }

                Console.WriteLine($"  {language} {"all",-9} {Summary(all)}");
                if (misses)
                {
                    foreach (var miss in all.Where(asked => asked.Kind is "question" or "follow-up" && asked.Rank is null or > 2))
                        Console.WriteLine($"     {miss.Kind} {miss.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"} {miss.Top:0.00} {miss.Text} -> {miss.Expected}; got {miss.Got}");
                    foreach (var wrong in all.Where(asked => asked.Kind is "near" or "remote" && asked.Band > RetrievalBand.Nothing))
                        Console.WriteLine($"     {wrong.Kind} {wrong.Top:0.00} {wrong.Text}; got {wrong.Got}");
                }
            }
        }

        return 0;
    }

    private static IEnumerable<Variant> Variants()
    {
        IReadOnlyDictionary<string, string?> builtin = new Dictionary<string, string?> { ["Encoder:Kind"] = EncoderOptions.Builtin };
        var weights = RetrievalWeights.Default;
        yield return new("built-in encoder", builtin, weights);
        yield return new("without words (BM25F)", builtin, weights with { Words = 0 });
        yield return new("without windows", builtin, weights with { Whole = weights.Whole + weights.Window, Window = 0 });
        yield return new("without the heading by itself", builtin, weights with { Whole = weights.Whole + weights.Heading, Heading = 0 });
        yield return new("without the whole passage", builtin, weights with { Window = weights.Window + weights.Whole, Whole = 0 });
        yield return new("without the French glossary", builtin, weights, Gloss: false);
        yield return new("without follow-ups", builtin, weights with { FollowUp = 0 });
        yield return new("questions over sections in the other language", builtin, weights, Across: true);
        yield return new("without an encoder", new Dictionary<string, string?> { ["Encoder:Kind"] = EncoderOptions.None }, weights);
    }

    private static async Task<IReadOnlyList<Asked>> AskAsync(Variant variant, string key, string language)
    {
        await using var store = await KnowledgeStore.OpenAsync(variant.Settings, services =>
        {
            services.Replace(ServiceDescriptor.Singleton(variant.Weights));
            if (variant.Embeddings is not null)
                EmbeddingsVariant.Configure(services);
            if (!variant.Gloss)
                services.Decorate();
        });
        if (variant.Embeddings is { } embeddings)
            await embeddings.PrepareAsync(store, language);
        var matter = Matter.Load(key, language);
        var chatbot = await store.HasChatbotAsync(key);
        // The sections have the same ids in both languages.
        var written = variant.Across ? Matter.Languages.Single(other => other != language) : language;
        var sections = await store.LearnsAsync(chatbot, Matter.Load(key, written), written);
        await store.Indexer.RunAsync(CancellationToken.None);

        var asked = new List<Asked>();
        foreach (var question in matter.Questions)
            asked.Add(await AskOneAsync("question", question.Question, null, question.IsAnsweredBy, question.Section));
        foreach (var followUp in matter.FollowUps)
            asked.Add(await AskOneAsync("follow-up", followUp.Second, followUp.First, section => section == followUp.Section, followUp.Section));
        foreach (var unanswerable in matter.Unanswerable)
            asked.Add(await AskOneAsync(unanswerable.Kind, unanswerable.Question, null, _ => false, ""));
        if (variant.Embeddings is not null)
            Console.WriteLine($"  {language} {key,-9} {await EmbeddingsVariant.CallsAsync(store, chatbot)}");
        return asked;

        async Task<Asked> AskOneAsync(string kind, string text, string? before, Func<string, bool> isRight, string expected)
        {
            var found = await store.Retriever.RetrieveAsync(KnowledgeStore.Client, chatbot, new RetrievalQuestion(text, language, before), MaxPassages, CancellationToken.None);
            List<string> ids = [.. found.Passages.Select(passage => sections[(passage.Title, passage.Headings[^1])])];
            var rank = ids.FindIndex(id => isRight(id));
            return new(kind, text, rank < 0 ? null : rank, found.Band, found.Passages is [var top, ..] ? top.Score : 0, expected, ids.FirstOrDefault() ?? "nothing");
        }
    }

    private static string Summary(IReadOnlyList<Asked> asked)
    {
        List<Asked> Of(string kind) => [.. asked.Where(one => one.Kind == kind)];
        var questions = Of("question");
        return string.Join("  ",
            Share("first", questions, one => one.Rank is 0),
            Share("three", questions, one => one.Rank is < 3),
            Share("prompt", questions, one => one.Rank is not null),
            Share("silent", questions, one => one.Band == RetrievalBand.Nothing),
            Share("answers", questions, one => one.Band == RetrievalBand.Answers),
            Share("remote honest", Of("remote"), one => one.Band == RetrievalBand.Nothing),
            Share("remote unanswered", Of("remote"), one => one.Band < RetrievalBand.Answers),
            Share("near honest", Of("near"), one => one.Band < RetrievalBand.Answers),
            Share("follow-ups three", Of("follow-up"), one => one.Rank is < 3));
    }

    private static string Share(string name, IReadOnlyList<Asked> asked, Func<Asked, bool> counts)
    {
        double n = asked.Count, hits = asked.Count(counts);
        if (n == 0)
            return "";
        // Wilson's score interval, z for 95 %.
        const double z = 1.959964;
        var p = hits / n;
        var centre = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return string.Create(CultureInfo.InvariantCulture, $"{name} {100 * p:0} % [{100 * Math.Max(0, centre - half):0}-{100 * (centre + half):0}]");
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static void Decorate(this IServiceCollection services)
    {
        var descriptor = services.Last(service => service.ServiceType == typeof(ISentenceEncoder));
        services.Replace(ServiceDescriptor.Singleton<ISentenceEncoder>(provider => new WithoutGlossary((ISentenceEncoder)descriptor.ImplementationFactory!(provider))));
    }

    private sealed record Asked(string Kind, string Text, int? Rank, RetrievalBand Band, double Top, string Expected, string Got);

    /// <summary>Gives every text to the encoder as English.</summary>
    private sealed class WithoutGlossary(ISentenceEncoder encoder) : ISentenceEncoder
    {
        public string Key => encoder.Key;

        public Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct) => encoder.EncodeAsync(request with { Locale = "en" }, ct);
    }
}
