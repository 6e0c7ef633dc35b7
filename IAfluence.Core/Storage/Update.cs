using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>A change of one field, as engines read it. The changes of one update must not overlap.</summary>
public abstract record FieldChange(FieldPath Path)
{
    /// <param name="Value">A scalar, record or list of the property's type.</param>
    public sealed record Set(FieldPath Path, object? Value) : FieldChange(Path);

    public sealed record Unset(FieldPath Path) : FieldChange(Path);

    /// <summary>Adds to a number; a missing field counts as zero.</summary>
    public sealed record Increment(FieldPath Path, long By) : FieldChange(Path);

    /// <summary>
    /// Appends to an array; a missing field counts as empty. With <paramref name="KeepLast"/>, only that many last elements are kept.
    /// </summary>
    public sealed record Push(FieldPath Path, IReadOnlyList<object?> Values, int? KeepLast) : FieldChange(Path);

    /// <summary>Removes every element equal to the scalar.</summary>
    public sealed record Pull(FieldPath Path, object? Value) : FieldChange(Path);

    /// <summary>Appends the scalar unless the array already contains it.</summary>
    public sealed record AddToSet(FieldPath Path, object? Value) : FieldChange(Path);
}

/// <summary>An atomic update of one document.</summary>
public sealed class Update<T> where T : class, IDocument
{
    private readonly List<FieldChange> _changes = [];

    public IReadOnlyList<FieldChange> Changes => _changes;

    public Update<T> Set<TValue>(Expression<Func<T, TValue>> field, TValue value) => Add(new FieldChange.Set(FieldPath.Of(field), value));

    public Update<T> Unset<TValue>(Expression<Func<T, TValue>> field) => Add(new FieldChange.Unset(FieldPath.Of(field)));

    public Update<T> Increment(Expression<Func<T, long>> field, long by) => Add(new FieldChange.Increment(FieldPath.Of(field), by));

    public Update<T> Push<TValue>(Expression<Func<T, IReadOnlyList<TValue>>> field, IEnumerable<TValue> values, int? keepLast = null) =>
        Add(new FieldChange.Push(FieldPath.Of(field), [.. values.Select(value => (object?)value)], keepLast));

    public Update<T> Pull<TValue>(Expression<Func<T, IReadOnlyList<TValue>>> field, TValue value) =>
        Add(new FieldChange.Pull(FieldPath.Of(field), DocumentValue.Scalar(value)));

    public Update<T> AddToSet<TValue>(Expression<Func<T, IReadOnlyList<TValue>>> field, TValue value) =>
        Add(new FieldChange.AddToSet(FieldPath.Of(field), DocumentValue.Scalar(value)));

    private Update<T> Add(FieldChange change)
    {
        if (_changes.Any(other => Overlap(other.Path.Dotted, change.Path.Dotted)))
            throw new ArgumentException($"The update changes '{change.Path}' twice. Combine the changes.");
        _changes.Add(change);
        return this;
    }

    private static bool Overlap(string one, string other) =>
        one == other || one.StartsWith(other + ".", StringComparison.Ordinal) || other.StartsWith(one + ".", StringComparison.Ordinal);
}
