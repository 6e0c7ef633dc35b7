using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>One change of one field, in the form engines read. No two changes of an update touch the same field.</summary>
public abstract record FieldChange(FieldPath Path)
{
    /// <param name="Value">A scalar, record or list, as the document's own property holds it.</param>
    public sealed record Set(FieldPath Path, object? Value) : FieldChange(Path);

    public sealed record Unset(FieldPath Path) : FieldChange(Path);

    /// <summary>Adds to a number; a missing one counts as zero.</summary>
    public sealed record Increment(FieldPath Path, long By) : FieldChange(Path);

    /// <summary>Appends to an array, a missing one counting as empty; then only the last <paramref name="KeepLast"/> elements stay, if given.</summary>
    public sealed record Push(FieldPath Path, IReadOnlyList<object?> Values, int? KeepLast) : FieldChange(Path);

    /// <summary>Removes every element equal to the scalar.</summary>
    public sealed record Pull(FieldPath Path, object? Value) : FieldChange(Path);

    /// <summary>Appends the scalar unless the array holds it.</summary>
    public sealed record AddToSet(FieldPath Path, object? Value) : FieldChange(Path);
}

/// <summary>A change of one document, carried out at once and whole.</summary>
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
            throw new ArgumentException($"This update changes '{change.Path}' twice.");
        _changes.Add(change);
        return this;
    }

    private static bool Overlap(string one, string other) =>
        one == other || one.StartsWith(other + ".", StringComparison.Ordinal) || other.StartsWith(one + ".", StringComparison.Ordinal);
}
