using System.Diagnostics;
using System.Globalization;
using IAfluence.Benchmarks.Running;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Storage;

/// <summary>
/// The verb <c>storage</c>: measures inserts with group commit, single-document reads and pages in a store with a million messages, on the disk of
/// the temporary folder (or <c>--folder</c>).
/// </summary>
internal static class StorageBenchmark
{
    private const int PageSize = 50;
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<int> RunAsync(string[] args)
    {
        var small = args.Contains("--small");
        var count = Option(args, "--messages") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : small ? 20_000 : 1_000_000;
        var time = TimeSpan.FromSeconds(small ? 1 : 5);
        var folder = Option(args, "--folder") ?? Directory.CreateTempSubdirectory("iafluence-storage-").FullName;
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}, {count:N0} messages");
        Console.WriteLine();

        try
        {
            await using var engine = new SqliteDocumentEngine(folder, TimeProvider.System, NullLogger<SqliteDocumentEngine>.Instance);
            await engine.PrepareAsync([Message.Collection, DirectoryEntry.Collection], None);
            var messages = new ClientDocuments<Message>(engine, Message.Collection);
            var store = new MessageStore(messages, count);
            await PrintFlushesAsync(folder, time);
            await FillAsync(store, folder);
            await PrintReadsAsync(store, time);
            await PrintPagesAsync(store, small ? 200 : 2000);
            await PrintInsertsAsync(store, time);
        }
        finally
        {
            if (Option(args, "--folder") is null)
                Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>Measures a flush of the disk, the lower bound of every durable write.</summary>
    private static async Task PrintFlushesAsync(string folder, TimeSpan time)
    {
        var file = Path.Combine(folder, "flush.probe");
        var page = new byte[4096];
        var durations = new List<double>();
        await using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time / 5;)
            {
                var before = Stopwatch.GetTimestamp();
                await stream.WriteAsync(page);
                stream.Flush(flushToDisk: true);
                durations.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }

        File.Delete(file);
        var samples = new Samples(durations);
        Console.WriteLine($"One flush of 4 kB to this disk: p50 {Number(samples.Median)} ms, p99 {Number(samples.Percentile(0.99))} ms.");
        Console.WriteLine();
    }

    private static async Task FillAsync(MessageStore store, string folder)
    {
        var start = Stopwatch.GetTimestamp();
        await store.FillAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var bytes = new DirectoryInfo(folder).GetFiles().Sum(file => file.Length);
        Console.WriteLine($"Filled in {Number(elapsed.TotalSeconds, 0)} s ({Number(store.Count / elapsed.TotalSeconds, 0)} messages/s), {Megabytes(bytes)} on disk.");
        Console.WriteLine();
    }

    private static async Task PrintReadsAsync(MessageStore store, TimeSpan time)
    {
        var rows = new List<string[]>();
        foreach (var readers in new[] { 1, 2, 16 })
        {
            var run = await Load.RunAsync(readers, time, async random =>
                _ = await store.Messages.FindOrNullAsync(store.Client, MessageStore.Id(random.Next(store.Count)), None) ?? throw new InvalidOperationException("A message is missing."));
            rows.Add([$"{readers}", Number(run.PerSecond, 0), Number(run.Samples.Median * 1000, 1), Number(run.Samples.Percentile(0.99) * 1000, 1), Number(run.CpuMicroseconds, 1)]);
        }

        Print(["readers", "reads/s", "p50 (µs)", "p99 (µs)", "CPU (µs/read)"], rows);
    }

    private static async Task PrintPagesAsync(MessageStore store, int times)
    {
        var all = new DocumentQuery<Message>().Take(PageSize);
        var middle = await store.SkipAsync(new DocumentQuery<Message>(), store.Count * 9 / 10);
        DocumentQuery<Message> Thread(Random random) => DocumentQuery<Message>
            .Where(Filter<Message>.Eq(message => message.ConversationId, MessageStore.Conversation(random.Next(store.Conversations))))
            .By(message => message.At).Take(PageSize);
        var random = new Random(1);

        var rows = new List<string[]>
        {
            await RowAsync("a client's messages, first page", () => Task.FromResult(all)),
            await RowAsync("a client's messages, page at 90 %", () => Task.FromResult(all.StartAfter(middle))),
            await RowAsync("one conversation's, first page", () => Task.FromResult(Thread(random))),
            await RowAsync("one conversation's, last page", async () =>
            {
                var thread = Thread(random);
                return thread.StartAfter(await store.SkipAsync(thread, MessageStore.ConversationLength - PageSize));
            }),
        };
        Print([$"page of {PageSize}", "p50 (ms)", "p99 (ms)"], rows);

        async Task<string[]> RowAsync(string name, Func<Task<DocumentQuery<Message>>> next)
        {
            var durations = new List<double>();
            for (var i = 0; i < times; i++)
            {
                var query = await next();
                var before = Stopwatch.GetTimestamp();
                var page = await store.Messages.ListAsync(store.Client, query, None);
                durations.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                if (page.Items.Count != PageSize)
                    throw new InvalidOperationException($"A page of {page.Items.Count}.");
            }

            var samples = new Samples(durations.Skip(times / 10));
            return [name, Number(samples.Median, 3), Number(samples.Percentile(0.99), 3)];
        }
    }

    private static async Task PrintInsertsAsync(MessageStore store, TimeSpan time)
    {
        var rows = new List<string[]>();
        foreach (var writers in new[] { 1, 16, 64 })
        {
            var run = await Load.RunAsync(writers, time, async random => await store.Messages.Insert(store.Client, store.NewMessage(random)));
            rows.Add([$"{writers}", Number(run.PerSecond, 0), Number(run.Samples.Median), Number(run.Samples.Percentile(0.99)), Number(run.CpuMicroseconds, 0)]);
        }

        Print(["writers", "durable inserts/s", "p50 (ms)", "p99 (ms)", "CPU (µs/insert)"], rows);
    }
}
