using System.Globalization;
using System.Text;
using IAfluence.Core;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Architecture;

/// <summary>The rooms of Core, the rooms that each may use (<c>IAfluence.Core/rooms.txt</c>), and those that it does use.</summary>
internal sealed class Floors
{
    private const string Namespace = "IAfluence.Core.";

    /// <summary>What each room may use, as its line says: <c>Room: Used Used …</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Allowed { get; init; } = File
        .ReadLines(Path.Combine(Repository.Root, "IAfluence.Core", "rooms.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':'))
        .ToDictionary(parts => parts[0], parts => (IReadOnlySet<string>)parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet());

    /// <summary>What the compiled types refer to, between rooms.</summary>
    public IReadOnlyList<TypeReferenceFound> Used { get; } = [.. CompiledReferences.Of(typeof(CoreServices).Assembly)
        .Where(reference => RoomOf(reference.From) is { } from && RoomOf(reference.To) is { } to && from != to)];

    /// <summary>The room of a type; null for what registers all rooms and for what the compiler adds.</summary>
    public static string? RoomOf(string type) =>
        type.StartsWith(Namespace, StringComparison.Ordinal) && type[Namespace.Length..].Split('.') is [var room, _, ..] ? room : null;

    /// <summary>The floor of each room, 1 at the bottom: one above the highest that it uses.</summary>
    /// <exception cref="InvalidOperationException">Rooms use each other in a circle.</exception>
    public IReadOnlyDictionary<string, int> Computed()
    {
        var floors = new Dictionary<string, int>();
        foreach (var room in Allowed.Keys)
            FloorOf(room, floors, []);
        return floors;
    }

    /// <summary>The table of <c>docs/architecture.md</c>.</summary>
    public string Table()
    {
        var text = new StringBuilder("| floor | room | uses |\n| --- | --- | --- |\n");
        foreach (var (room, floor) in Computed().OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {floor} | {room} | {string.Join(", ", Allowed[room].Order(StringComparer.Ordinal))} |\n");
        return text.ToString();
    }

    private int FloorOf(string room, Dictionary<string, int> floors, IReadOnlyList<string> above)
    {
        if (above.Contains(room))
            throw new InvalidOperationException($"Rooms use each other in a circle: {string.Join(" -> ", above.SkipWhile(one => one != room))} -> {room}.");
        if (!floors.TryGetValue(room, out var floor))
            floors[room] = floor = 1 + Allowed[room].Select(used => FloorOf(used, floors, [.. above, room])).DefaultIfEmpty(0).Max();
        return floor;
    }
}
