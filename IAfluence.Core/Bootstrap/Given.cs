namespace IAfluence.Core.Bootstrap;

/// <summary>A property of the bootstrap file that may be left out, which is not the same as null: what is left out is not touched.</summary>
public readonly record struct Given<T>
{
    public Given(T value) => (IsGiven, Value) = (true, value);

    public bool IsGiven { get; }

    public T? Value { get; }

    public static implicit operator Given<T>(T value) => new(value);

    /// <summary>The value, or what stood before where the file says nothing.</summary>
    public T Or(T before) => IsGiven ? Value! : before;
}
