using System.Buffers;
using System.Text;
using SQLitePCL;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>A prepared statement of one connection, reusable. Parameters are numbered from 1, columns from 0.</summary>
internal sealed class SqliteStatement(sqlite3 connection, sqlite3_stmt handle) : IDisposable
{
    public void Bind(int index, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(handle, index));
            return;
        }

        byte[]? rented = null;
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        Bind(index, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    public void Bind(int index, ReadOnlySpan<byte> text)
    {
        // An empty span would be bound as null.
        Check(text.IsEmpty ? raw.sqlite3_bind_text(handle, index, "") : raw.sqlite3_bind_text(handle, index, text));
    }

    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(handle, index, value));

    /// <summary>Binds a scalar in the form of <see cref="DocumentValue.Scalar"/>.</summary>
    public void Bind(int index, object? value)
    {
        switch (value)
        {
            case null:
                Check(raw.sqlite3_bind_null(handle, index));
                break;
            case string text:
                Bind(index, text);
                break;
            case byte[] text:
                Bind(index, text.AsSpan());
                break;
            case bool flag:
                Bind(index, flag ? 1L : 0L);
                break;
            case long number:
                Bind(index, number);
                break;
            case double number:
                Check(raw.sqlite3_bind_double(handle, index, number));
                break;
            case DateTimeOffset instant:
                Bind(index, DocumentJson.InstantText(instant));
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be bound. Convert it with DocumentValue.Scalar.", nameof(value));
        }
    }

    public void BindAll(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
            Bind(i + 1, values[i]);
    }

    /// <returns>Whether there is a row.</returns>
    public bool Step() => TryStep(out var code) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw new SqliteFailure(code, raw.sqlite3_errmsg(connection).utf8_to_string()),
    };

    /// <summary>Runs a statement to its end and resets it.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <returns>False when a unique constraint failed; nothing was changed then.</returns>
    public bool RunUnlessKeyTaken()
    {
        try
        {
            return TryStep(out var code) switch
            {
                raw.SQLITE_DONE => true,
                raw.SQLITE_CONSTRAINT => false,
                _ => throw new SqliteFailure(code, raw.sqlite3_errmsg(connection).utf8_to_string()),
            };
        }
        finally
        {
            Reset();
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>The bytes of a text, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <returns>Null, a long, a double or a string.</returns>
    public object? Scalar(int column) => raw.sqlite3_column_type(handle, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => Long(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(handle, column),
        _ => Text(column),
    };

    public void Dispose() => handle.Dispose();

    private int TryStep(out int code)
    {
        code = raw.sqlite3_step(handle);
        // Callers decide by the primary code; errors report the extended one.
        return code & 0xff;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, raw.sqlite3_errmsg(connection).utf8_to_string());
    }
}
