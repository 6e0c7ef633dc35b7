namespace IAfluence.Core.Foundation;

/// <summary>How a save ended.</summary>
public enum SaveKind
{
    /// <summary>Written; the value is as it now stands.</summary>
    Saved,

    /// <summary>It was so already: nothing was written; the value is as it stands.</summary>
    Unchanged,

    /// <summary>The input breaks rules: nothing was written, <see cref="SaveOutcome{T}.Errors"/> says which.</summary>
    Invalid,

    /// <summary>Someone else saved what this editor was changing: nothing was written; the value is theirs.</summary>
    Conflict,

    /// <summary>There is no such thing, or not any more.</summary>
    Missing,
}

/// <summary>The outcome of a save as a value: what was written, or why nothing was.</summary>
public sealed record SaveOutcome<T>(SaveKind Kind, T? Value, IReadOnlyList<FieldError> Errors) where T : class
{
    public static readonly SaveOutcome<T> Missing = new(SaveKind.Missing, null, []);

    public static SaveOutcome<T> Saved(T value) => new(SaveKind.Saved, value, []);

    public static SaveOutcome<T> Unchanged(T value) => new(SaveKind.Unchanged, value, []);

    public static SaveOutcome<T> Conflict(T theirs) => new(SaveKind.Conflict, theirs, []);

    public static SaveOutcome<T> Invalid(params IReadOnlyList<FieldError> errors) => new(SaveKind.Invalid, null, errors);

    /// <summary>Whether the value stands as the caller wanted it.</summary>
    public bool Succeeded => Kind is SaveKind.Saved or SaveKind.Unchanged;
}
