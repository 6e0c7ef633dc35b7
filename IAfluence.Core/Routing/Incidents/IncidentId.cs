using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>The id of an incident.</summary>
public readonly record struct IncidentId(string Value) : IId<IncidentId>
{
    public static IncidentId From(string value) => new(value);

    public override string ToString() => Value;
}
