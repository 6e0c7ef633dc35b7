using System.Text.Json;

namespace IAfluence.Core.Replies.Visitors;

/// <summary>Something a site says of its visitor.</summary>
/// <param name="Name">Such as email.</param>
/// <param name="Value">At most 200 characters.</param>
/// <param name="Verified">Whether it was signed with the chatbot's secret. If not, anyone may have said it: it selects nothing and no model reads it.</param>
public sealed record VisitorFact(string Name, string Value, bool Verified);

/// <summary>What a message said of its visitor.</summary>
/// <param name="Facts">Those that are kept.</param>
/// <param name="Refused">Whether a signature was wrong or out of date, so that its facts were left out.</param>
public sealed record VisitorFacts(IReadOnlyList<VisitorFact> Facts, bool Refused)
{
    public const int MaxFacts = 20;
    public const int MaxNameCharacters = 40;
    public const int MaxValueCharacters = 200;

    public static readonly VisitorFacts None = new([], false);

    /// <summary>Whether a signature that is believed came with the message, even one over no fact that is kept.</summary>
    public bool HasSignature { get; private init; }

    /// <summary>Facts under one signature that is believed; what is no name or no value of the permitted size is left out.</summary>
    public static VisitorFacts Verified(IEnumerable<KeyValuePair<string, string>> said) => new(Kept(said, verified: true), false) { HasSignature = true };

    /// <summary>Facts that nobody signed; what is no name or no value of the permitted size is left out.</summary>
    public static VisitorFacts Unverified(IEnumerable<KeyValuePair<string, string>> said) => new(Kept(said, verified: false), false);

    /// <summary>
    /// What a conversation knows once these are added: what is signed takes the place of all that was signed before, as another signature may
    /// name another person; a signed fact takes the place of any of its name, an unsigned one never that of a signed one.
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

    /// <summary>What a JSON object says in values of such kinds; what is no text is left out, such as one cut within a pair of surrogates.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ReadFrom(JsonElement said, params JsonValueKind[] kinds)
    {
        foreach (var property in said.EnumerateObject())
        {
            if (kinds.Contains(property.Value.ValueKind) && PairOrNull(property) is { } pair)
                yield return pair;
        }
    }

    private static IReadOnlyList<VisitorFact> Kept(IEnumerable<KeyValuePair<string, string>> said, bool verified) =>
        [.. said.Where(fact => IsName(fact.Key) && fact.Value.Trim().Length is > 0 and <= MaxValueCharacters)
            .Select(fact => new VisitorFact(fact.Key, fact.Value.Trim(), verified)).Take(MaxFacts)];

    private static KeyValuePair<string, string>? PairOrNull(JsonProperty property)
    {
        try
        {
            return KeyValuePair.Create(property.Name, property.Value.ToString());
        }
        // What JSON may hold and no text: half of a surrogate pair. There is no way to ask beforehand.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameCharacters && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
