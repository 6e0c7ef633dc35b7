using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Start;

/// <summary>
/// The verb <c>start</c>: measures the time from <c>dotnet run</c> on a build output to the first response and the first page, with an empty
/// folder (the database is created, the demonstration loaded) and with one in use; then the idle memory of the process.
/// </summary>
internal static class StartBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var small = args.Contains("--small");
        var rest = TimeSpan.FromSeconds(small ? 1 : 15);
        string[][] commands =
        [
            ["run", "--no-build", "--project", Built.WebProject, "-c", Built.Configuration],
            ["run", "--project", Built.WebProject, "-c", Built.Configuration],
        ];
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Built.Configuration}");
        Console.WriteLine();
        // The second command includes an up-to-date check of the build; a build running elsewhere would distort it.
        await PrintAsync(small ? commands[..1] : commands, small ? 1 : 5, rest);
        return 0;
    }

    private static async Task PrintAsync(string[][] commands, int times, TimeSpan rest)
    {
        var rows = new List<string[]>();
        foreach (var command in commands)
        {
            var fresh = new List<Started>();
            var used = new List<Started>();
            for (var time = 0; time < times; time++)
            {
                var data = Directory.CreateTempSubdirectory("iafluence-start-");
                fresh.Add(await Started.MeasureAsync(command, data.FullName, TimeSpan.Zero));
                used.Add(await Started.MeasureAsync(command, data.FullName, time == 0 ? rest : TimeSpan.Zero));
                data.Delete(recursive: true);
            }
            var shown = "dotnet " + string.Join(' ', command).Replace(Built.WebProject, "IAfluence.Web", StringComparison.Ordinal);
            rows.Add(Row($"`{shown}`, empty folder", fresh, null));
            rows.Add(Row($"`{shown}`, folder in use", used, used[0].ResidentBytes));
        }
        Print(["command", "first answer (ms)", "first page (ms)", $"resident after {rest.TotalSeconds} s at rest"], rows);
    }

    private static string[] Row(string name, List<Started> starts, long? resident) =>
    [
        name,
        Number(new Samples(starts.Select(start => start.FirstResponse.TotalMilliseconds)).Median, 0),
        Number(new Samples(starts.Select(start => start.FirstPage.TotalMilliseconds)).Median, 0),
        resident is { } bytes ? Megabytes(bytes) : "",
    ];
}
