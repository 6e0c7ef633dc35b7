namespace IAfluence.Core.Foundation;

/// <summary>The kind of outcome of a save.</summary>
public enum SaveKind
{
    /// <summary>The value was written and is returned.</summary>
    Saved,

    /// <summary>The stored value was already equal; nothing was written.</summary>
    Unchanged,

    /// <summary>The input is not valid; nothing was written. See <see cref="SaveOutcome{T}.Errors"/>.</summary>
    Invalid,

    /// <summary>Another editor changed the same data; nothing was written. The value is the other editor's.</summary>
    Conflict,

    /// <summary>The object does not exist or was deleted.</summary>
    Missing,
}

/// <summary>The outcome of a save: the written value, or the reason nothing was written.</summary>
public sealed record SaveOutcome<T>(SaveKind Kind, T? Value, IReadOnlyList<FieldError> Errors) where T : class
{
    public static readonly SaveOutcome<T> Missing = new(SaveKind.Missing, null, []);

    public static SaveOutcome<T> Saved(T value) => new(SaveKind.Saved, value, []);

    public static SaveOutcome<T> Unchanged(T value) => new(SaveKind.Unchanged, value, []);

    public static SaveOutcome<T> Conflict(T theirs) => new(SaveKind.Conflict, theirs, []);

    public static SaveOutcome<T> Invalid(params IReadOnlyList<FieldError> errors) => new(SaveKind.Invalid, null, errors);

    /// <summary>Whether the stored value is now the one the caller wanted.</summary>
    public bool Succeeded => Kind is SaveKind.Saved or SaveKind.Unchanged;
}
