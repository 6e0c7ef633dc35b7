using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;
using IAfluence.Core.Storage.Sqlite;

namespace IAfluence.Tests.Storage;

public sealed class PageCursorTests
{
    private const string List = "letters/martin/name";

    /// <summary>The digest has no key, so anyone can make a cursor of any content.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[\"x1\"]")]
    [InlineData("[\"l99999999999999999999\"]")]
    [InlineData("[\"dx\"]")]
    [InlineData("[\"s\",\"s\"]")]
    [InlineData("[")]
    public void Forged_cursor_is_refused(string payload)
    {
        var content = Encoding.UTF8.GetBytes(payload);
        var digest = SHA256.HashData([.. Encoding.UTF8.GetBytes(List), 0, .. content]).AsSpan(0, 8);
        var cursor = Base64Url.EncodeToString([.. digest, .. content]);

        Assert.Throws<InvalidCursorException>(() => PageCursor.Read(List, cursor, 1));
    }
}
