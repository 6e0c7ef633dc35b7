using System.Text.Json;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>A fact that a site states about its visitor.</summary>
/// <param name="Name">For example <c>email</c>; at most 40 ASCII letters, digits and underscores.</param>
/// <param name="Value">At most 200 characters.</param>
/// <param name="Verified">Whether the fact was signed with the chatbot's secret. An unsigned fact can come from anyone: it is never used for a decision or sent to a model.</param>
public sealed record VisitorFact(string Name, string Value, bool Verified);

/// <summary>The facts about the visitor that came with a message.</summary>
/// <param name="Facts">The accepted facts.</param>
/// <param name="Refused">Whether facts were refused because their signature was invalid or expired.</param>
public sealed record VisitorFacts(IReadOnlyList<VisitorFact> Facts, bool Refused)
{
    public const int MaxFacts = 20;
    public const int MaxNameCharacters = 40;
    public const int MaxValueCharacters = 200;

    public static readonly VisitorFacts None = new([], false);

    /// <summary>Whether the message had a valid signature, even when none of the signed facts was accepted.</summary>
    public bool HasSignature { get; private init; }

    /// <summary>Creates facts with a valid signature. Facts with an invalid name or an empty or too long value are left out.</summary>
    public static VisitorFacts Verified(IEnumerable<KeyValuePair<string, string>> said) => new(Accepted(said, verified: true), false) { HasSignature = true };

    /// <summary>Creates unsigned facts. Facts with an invalid name or an empty or too long value are left out.</summary>
    public static VisitorFacts Unverified(IEnumerable<KeyValuePair<string, string>> said) => new(Accepted(said, verified: false), false);

    /// <summary>
    /// Returns the facts of a conversation after these were added. A new signature replaces all earlier signed facts, because it may identify another
    /// person. A signed fact replaces any fact of the same name; an unsigned fact never replaces a signed one.
    /// </summary>
    public IReadOnlyList<VisitorFact> MergeInto(IReadOnlyList<VisitorFact> known)
    {
        if (Facts.Count == 0 && !HasSignature)
            return known;
        var all = new Dictionary<string, VisitorFact>(StringComparer.Ordinal);
        foreach (var fact in known.Where(fact => !HasSignature || !fact.Verified))
            all[fact.Name] = fact;
        foreach (var fact in Facts)
        {
            if (fact.Verified || all.GetValueOrDefault(fact.Name) is not { Verified: true })
                all[fact.Name] = fact;
        }

        return [.. all.Values.OrderByDescending(fact => fact.Verified).ThenBy(fact => fact.Name, StringComparer.Ordinal).Take(MaxFacts)];
    }

    /// <summary>Reads name and value pairs from a JSON object. Values of other kinds and texts that are not valid Unicode, for example with half a surrogate pair, are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ReadFrom(JsonElement said, params JsonValueKind[] kinds)
    {
        foreach (var property in said.EnumerateObject())
        {
            if (kinds.Contains(property.Value.ValueKind) && PairOrNull(property) is { } pair)
                yield return pair;
        }
    }

    private static IReadOnlyList<VisitorFact> Accepted(IEnumerable<KeyValuePair<string, string>> said, bool verified) =>
        [.. said.Where(fact => IsName(fact.Key) && fact.Value.Trim().Length is > 0 and <= MaxValueCharacters)
            .Select(fact => new VisitorFact(fact.Key, fact.Value.Trim(), verified)).Take(MaxFacts)];

    private static KeyValuePair<string, string>? PairOrNull(JsonProperty property)
    {
        try
        {
            return KeyValuePair.Create(property.Name, property.Value.ToString());
        }
        // JSON can hold half a surrogate pair, which is not valid text. JsonElement has no method to check for it.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameCharacters && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
