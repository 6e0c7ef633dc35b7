using System.Buffers.Binary;
using System.Text;
using IAfluence.Core.Installation;

namespace IAfluence.Tests.Installation;

/// <summary>The binary form of translations, read back as gettext's manual describes it ("The Format of GNU MO Files").</summary>
public sealed class WritingMoTests
{
    [Fact]
    public void Catalog_that_was_written_is_read_back()
    {
        var mo = MessageCatalog.Parse("""
            # A comment.
            msgid ""
            msgstr ""
            "Language: fr\n"

            #. translators: a name
            #, php-format
            msgid "Hello “%s”"
            msgstr "Bonjour « %s »"

            msgctxt "block title"
            msgid "Chatbot"
            msgstr "Robot"

            msgid "two \"lines\"\n"
            "and a \\ more"
            msgstr "deux \"lignes\"\n"
            "et un \\ de plus"

            msgid "not yet"
            msgstr ""
            """).ToMo();

        Assert.Equal(
            new Dictionary<string, string>
            {
                [""] = "Language: fr\n",
                ["Hello “%s”"] = "Bonjour « %s »",
                ["block title\u0004Chatbot"] = "Robot",
                ["two \"lines\"\nand a \\ more"] = "deux \"lignes\"\net un \\ de plus",
            },
            Read(mo));
    }

    [Theory]
    [InlineData("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"")]
    [InlineData("msgid \"a\"")]
    [InlineData("\"a\"")]
    [InlineData("msgid a\nmsgstr \"b\"")]
    public void Catalog_that_is_not_understood_is_refused(string po) => Assert.Throws<FormatException>(() => MessageCatalog.Parse(po));

    private static Dictionary<string, string> Read(byte[] mo)
    {
        Assert.Equal(0x950412deu, Number(mo, 0));
        var (count, keys, texts) = (Number(mo, 8), Number(mo, 12), Number(mo, 16));
        var read = Enumerable.Range(0, (int)count).Select(at => (Key: Text(mo, keys, at), Text: Text(mo, texts, at))).ToList();
        Assert.Equal(read.Select(message => message.Key).Order(StringComparer.Ordinal), read.Select(message => message.Key));
        return read.ToDictionary(message => message.Key, message => message.Text);
    }

    private static string Text(byte[] mo, uint table, int at)
    {
        var entry = (int)table + (at * 8);
        var (length, start) = ((int)Number(mo, entry), (int)Number(mo, entry + 4));
        Assert.Equal(0, mo[start + length]);
        return Encoding.UTF8.GetString(mo, start, length);
    }

    private static uint Number(byte[] mo, int at) => BinaryPrimitives.ReadUInt32LittleEndian(mo.AsSpan(at));
}
