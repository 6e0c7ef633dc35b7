using System.Linq.Expressions;

namespace IAfluence.Core.Storage;

/// <summary>A comparison operator.</summary>
public enum Comparison
{
    /// <summary>Equal; null equals a missing field.</summary>
    Equal,

    /// <summary>Not equal; a missing field differs from every value except null.</summary>
    NotEqual,

    /// <summary>Less. This and the following operators never match a missing field or a value of another type.</summary>
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A condition as engines read it; features use <see cref="Filter{T}"/>.</summary>
public abstract record FilterNode
{
    public sealed record All : FilterNode;

    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode;

    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode;

    /// <param name="Value">In the form of <see cref="DocumentValue.Scalar"/>.</param>
    public sealed record Compare(FieldPath Path, Comparison Comparison, object? Value) : FilterNode;

    /// <summary>Matches when the field equals one of the values; never matches an empty list.</summary>
    public sealed record In(FieldPath Path, IReadOnlyList<object?> Values) : FilterNode;

    /// <summary>Matches when the field is an array with an element equal to the value.</summary>
    public sealed record Contains(FieldPath Path, object? Value) : FilterNode;
}

/// <summary>A condition on one document. Strings are compared ordinally (by UTF-8 bytes); missing and null are equal.</summary>
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
