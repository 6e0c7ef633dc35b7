using IAfluence.Tests.Testing;
using Xunit.Abstractions;

namespace IAfluence.Tests.Architecture;

/// <summary>A room uses only rooms on floors below it.</summary>
public sealed class FloorsTests(ITestOutputHelper output)
{
    private readonly Floors _floors = new();

    [Fact]
    public void Rooms_use_only_what_their_line_allows()
    {
        var forbidden = _floors.Used
            .Where(reference => !(_floors.Allowed.GetValueOrDefault(Floors.RoomOf(reference.From)!)?.Contains(Floors.RoomOf(reference.To)!) ?? false))
            .Select(reference => $"{reference.From} refers to {reference.To}; rooms.txt does not let {Floors.RoomOf(reference.From)} use {Floors.RoomOf(reference.To)}.");

        Assert.Equal("", string.Join('\n', forbidden));
    }

    [Fact]
    public void Rooms_are_allowed_nothing_that_they_do_not_use()
    {
        var used = _floors.Used.Select(reference => (Floors.RoomOf(reference.From)!, Floors.RoomOf(reference.To)!)).ToHashSet();
        var unused = _floors.Allowed.SelectMany(room => room.Value.Select(other => (Room: room.Key, Other: other)))
            .Where(pair => !used.Contains(pair))
            .Select(pair => $"{pair.Room} does not use {pair.Other} any more: take it out of rooms.txt.");

        Assert.Equal("", string.Join('\n', unused));
    }

    [Fact]
    public void Rooms_form_no_circle_and_stand_in_the_docs_as_they_are()
    {
        var table = _floors.Table();
        output.WriteLine(table);

        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");

        Assert.True(docs.Contains(table, StringComparison.Ordinal), $"docs/architecture.md does not hold this table of floors:\n\n{table}");
    }

    [Fact]
    public void Circles_are_told()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Floors
        {
            Allowed = new Dictionary<string, IReadOnlySet<string>>
            {
                ["Clients"] = new HashSet<string> { "Storage" },
                ["Storage"] = new HashSet<string> { "Accounts" },
                ["Accounts"] = new HashSet<string> { "Clients" },
            },
        }.Computed());

        Assert.Equal("Rooms use each other in a circle: Clients -> Storage -> Accounts -> Clients.", error.Message);
    }

    [Theory]
    [InlineData(nameof(Specimens.ByCall))]
    [InlineData(nameof(Specimens.ByLambda))]
    [InlineData(nameof(Specimens.ByAsync))]
    [InlineData(nameof(Specimens.ByTypeOf))]
    [InlineData(nameof(Specimens.ByGenericArgument))]
    [InlineData(nameof(Specimens.ByParameter))]
    [InlineData(nameof(Specimens.ByAttribute))]
    [InlineData(nameof(Specimens.ByCatch))]
    [InlineData("ByConstraint")]
    public void References_are_found_however_they_are_written(string specimen)
    {
        var found = CompiledReferences.Of(typeof(FloorsTests).Assembly).Where(reference => reference.To == typeof(Specimens.Upper.Room).FullName);

        Assert.Contains(found, reference => reference.From == $"{typeof(Specimens.ByCall).Namespace}.{specimen}" || reference.From.StartsWith($"{typeof(Specimens.ByCall).Namespace}.{specimen}`", StringComparison.Ordinal));
    }
}
