using System.Buffers;

namespace IAfluence.Core.Providers.Http;

/// <summary>
/// Reads server-sent events as vendors send them in practice: LF, CRLF or CR line ends, with or without the space after the colon, comments, data on
/// several lines, and a last event without its blank line. Events are slices of one pooled buffer, so reading a token copies nothing. A body that is
/// plain JSON is returned whole, as one event.
/// </summary>
internal sealed class EventStreamReader(Stream stream) : IDisposable
{
    /// <summary>The maximum size of an event in bytes; a larger one fails the call.</summary>
    public const int MaxEventBytes = 1 << 20;

    private const int InitialBytes = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private byte[]? _joined;
    private int _start;
    private int _end;
    private int _scanned;
    private bool _begun;
    private bool _plainJson;
    private bool _ended;

    /// <summary>Whether the body has ended and every event was returned.</summary>
    public bool Ended => _ended && _start == _end;

    /// <summary>Whether the body is not an event stream but one JSON value.</summary>
    public bool IsPlainJson => _plainJson;

    /// <summary>Waits for more of the body. Data that was returned before is no longer valid.</summary>
    /// <exception cref="ProviderException">An event is larger than <see cref="MaxEventBytes"/>.</exception>
    public async ValueTask FillAsync(CancellationToken ct)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        _ended = read == 0;
        if (!_begun)
            Begin();
    }

    /// <summary>Returns the next event that is already in the buffer.</summary>
    /// <param name="data">The data of the event, valid until the next call; lines are joined by LF.</param>
    /// <param name="isError">Whether the event is named "error".</param>
    public bool TryTake(out ReadOnlySpan<byte> data, out bool isError)
    {
        data = default;
        isError = false;
        if (!_begun || (_plainJson && !_ended))
            return false;
        if (_plainJson)
        {
            data = _buffer.AsSpan(_start, _end - _start);
            _start = _end;
            return data.Length > 0;
        }

        return TakeEvent(out data, out isError);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        if (_joined is not null)
            ArrayPool<byte>.Shared.Return(_joined);
        _joined = null;
    }

    private bool TakeEvent(out ReadOnlySpan<byte> data, out bool isError)
    {
        data = default;
        isError = false;
        var lines = 0;
        var joinedLength = 0;
        var at = _start;
        // Nothing is consumed before a blank line arrives. Lines that are not complete are not searched twice.
        if (!_ended && _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            _scanned = _end;
            return false;
        }

        while (TryLine(ref at, out var line))
        {
            if (line.IsEmpty)
            {
                _start = at;
                if (lines > 0)
                    return true;
                isError = false;
                continue;
            }

            var value = ValueOf(line, out var field);
            if (field == Field.Error)
                isError = true;
            if (field != Field.Data)
                continue;
            if (++lines == 1)
            {
                data = value;
                continue;
            }

            joinedLength = Join(data, value, lines, joinedLength);
            data = _joined.AsSpan(0, joinedLength);
        }

        if (!_ended)
        {
            _scanned = _buffer[_end - 1] == (byte)'\r' ? _end - 1 : _end;
            return false;
        }

        _start = _end;
        return lines > 0;
    }

    private enum Field
    {
        Other,
        Data,
        Error,
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, out Field field)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.Length > 0 && value[0] == (byte)' ')
            value = value[1..];
        field = name.SequenceEqual("data"u8) ? Field.Data
            : name.SequenceEqual("event"u8) && value.SequenceEqual("error"u8) ? Field.Error
            : Field.Other;
        return value;
    }

    private bool TryLine(scoped ref int at, out ReadOnlySpan<byte> line)
    {
        var rest = _buffer.AsSpan(at, _end - at);
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            line = rest;
            at = _end;
            // The last line of the body may lack its line end. Until the end of the body, an incomplete line waits.
            return _ended && rest.Length > 0;
        }

        if (rest[length] == (byte)'\r' && length + 1 == rest.Length && !_ended)
        {
            // The LF after this CR may not have arrived. Reading the line now would turn that LF into a blank line.
            line = default;
            return false;
        }

        line = rest[..length];
        at += length + (rest[length..].StartsWith("\r\n"u8) ? 2 : 1);
        return true;
    }

    private int Join(ReadOnlySpan<byte> before, ReadOnlySpan<byte> value, int lines, int length)
    {
        // The lines of one event are never longer than the buffer from which they were read.
        if (_joined is null || _joined.Length < _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length);
            before.CopyTo(larger);
            if (_joined is not null)
                ArrayPool<byte>.Shared.Return(_joined);
            _joined = larger;
        }
        else if (lines == 2)
        {
            before.CopyTo(_joined);
        }

        if (lines == 2)
            length = before.Length;
        _joined[length++] = (byte)'\n';
        value.CopyTo(_joined.AsSpan(length));
        return length + value.Length;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scanned = Math.Max(0, _scanned - _start);
            _start = 0;
        }

        if (_end < _buffer.Length)
            return;
        if (_buffer.Length >= MaxEventBytes)
            throw new ProviderException(ProviderFailure.Transient, $"The provider sent more than {MaxEventBytes:N0} bytes without finishing an event.");
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void Begin()
    {
        var body = _buffer.AsSpan(0, _end);
        if (!_ended && body.Length < 3 && "\uFEFF"u8.StartsWith(body))
            return;
        if (body.StartsWith("\uFEFF"u8))
            _start = _scanned = 3;
        var first = _buffer.AsSpan(_start, _end - _start).TrimStart(" \t\r\n"u8);
        if (first.IsEmpty && !_ended)
            return;
        _begun = true;
        _plainJson = first.Length > 0 && first[0] is (byte)'{' or (byte)'[';
    }
}
