using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>How a field is held against a value.</summary>
public enum Comparison
{
    /// <summary>Equal; null is equal to a missing field.</summary>
    Equal,

    /// <summary>Not equal; a missing field differs from every value but null.</summary>
    NotEqual,

    /// <summary>Less; like the three below it never holds for a missing field or for a value of another kind.</summary>
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A condition in the form engines read; features write <see cref="Filter{T}"/>.</summary>
public abstract record FilterNode
{
    public sealed record All : FilterNode;

    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode;

    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode;

    /// <param name="Comparison">How it is compared.</param>
    /// <param name="Value">As <see cref="DocumentValue.Scalar"/> gives it.</param>
    public sealed record Compare(FieldPath Path, Comparison Comparison, object? Value) : FilterNode;

    /// <summary>The field equals one of the values; no value, no match.</summary>
    public sealed record In(FieldPath Path, IReadOnlyList<object?> Values) : FilterNode;

    /// <summary>The field is an array of which one element equals the value.</summary>
    public sealed record Contains(FieldPath Path, object? Value) : FilterNode;
}

/// <summary>A condition on one document. Strings compare ordinally (by UTF-8 bytes); missing and null are the same.</summary>
public sealed record Filter<T>(FilterNode Node) where T : class, IDocument
{
    public static readonly Filter<T> All = new(new FilterNode.All());

    public static Filter<T> Eq<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.Equal, value);

    public static Filter<T> Ne<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.NotEqual, value);

    public static Filter<T> Lt<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.Less, value);

    public static Filter<T> Lte<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.LessOrEqual, value);

    public static Filter<T> Gt<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.Greater, value);

    public static Filter<T> Gte<TValue>(Expression<Func<T, TValue>> field, TValue value) => Compare(field, Comparison.GreaterOrEqual, value);

    public static Filter<T> In<TValue>(Expression<Func<T, TValue>> field, IEnumerable<TValue> values) =>
        new(new FilterNode.In(FieldPath.Of(field), [.. values.Select(value => DocumentValue.Scalar(value))]));

    public static Filter<T> Contains<TValue>(Expression<Func<T, IReadOnlyList<TValue>>> field, TValue value) =>
        new(new FilterNode.Contains(FieldPath.Of(field), DocumentValue.Scalar(value)));

    public static Filter<T> operator &(Filter<T> left, Filter<T> right) => new(new FilterNode.And(left.Node, right.Node));

    public static Filter<T> operator |(Filter<T> left, Filter<T> right) => new(new FilterNode.Or(left.Node, right.Node));

    private static Filter<T> Compare<TValue>(Expression<Func<T, TValue>> field, Comparison comparison, TValue value) =>
        new(new FilterNode.Compare(FieldPath.Of(field), comparison, DocumentValue.Scalar(value)));
}
