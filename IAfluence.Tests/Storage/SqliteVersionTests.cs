using SQLitePCL;

namespace IAfluence.Tests.Storage;

public sealed class SqliteVersionTests
{
    /// <summary>Another package can replace the native library by an older one without a word of the build.</summary>
    [Fact]
    public void The_library_that_is_loaded_is_the_one_that_was_measured()
    {
        Batteries_V2.Init();

        Assert.Equal("3.53", string.Join('.', raw.sqlite3_libversion().utf8_to_string().Split('.').Take(2)));
    }
}
