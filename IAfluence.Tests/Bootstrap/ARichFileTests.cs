using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

/// <summary>A file that states every property. The sample of its documents was written by the version before the configuration contract.</summary>
public sealed class ARichFileTests
{
    [Fact]
    public async Task Documents_are_those_that_the_version_before_the_contract_wrote()
    {
        await using var host = await CoreHost.StartOnSystemClockAsync();

        await host.BootstrapAsync(Sample("rich-file.json"));

        var expected = JsonNode.Parse(Sample("rich-documents.json"))!.AsObject();
        var actual = await StoredConfiguration.ReadAsync(host);
        Assert.Equal(expected.Select(document => document.Key), actual.Select(document => document.Key));
        Assert.Equal([], Differences("", expected, actual));
    }

    [Fact]
    public async Task Second_start_with_it_writes_nothing()
    {
        await using var host = await CoreHost.StartOnSystemClockAsync();
        await host.BootstrapAsync(Sample("rich-file.json"));
        var before = await StoredConfiguration.VersionsAsync(host);

        await host.BootstrapAsync(Sample("rich-file.json"));

        Assert.Equal(before, await StoredConfiguration.VersionsAsync(host));
    }

    internal static string Sample(string name)
    {
        using var stream = typeof(ARichFileTests).Assembly.GetManifestResourceStream("IAfluence.Tests.Bootstrap.Samples." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Properties that a later version adds are no difference; every one of the sample must be there as it was.</summary>
    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject parts && actual is JsonObject found)
            return parts.SelectMany(part => Differences($"{path}/{part.Key}", part.Value, found[part.Key]));
        if (expected is JsonArray items && actual is JsonArray others && items.Count == others.Count)
            return items.SelectMany((item, index) => Differences($"{path}/{index}", item, others[index]));
        return JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: {expected?.ToJsonString()} became {actual?.ToJsonString()}"];
    }
}
