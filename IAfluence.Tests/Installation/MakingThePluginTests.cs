using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using IAfluence.Core.Installation;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Installation;

/// <summary>The plugin as it is given out; that WordPress runs it is seen by widgets/templates/wordpress/test/run.</summary>
public sealed partial class MakingThePluginTests
{
    private static readonly InstallationAddress _address = InstallationAddress.Of("https://chat.agency.example");

    [Fact]
    public void The_same_chatbot_gives_the_same_bytes()
    {
        Assert.Equal(Zip("Assistant"), Zip("Assistant"));
        Assert.NotEqual(Zip("Assistant"), Zip("Assistante"));
    }

    [Fact]
    public void Plugin_is_one_folder_with_the_files_that_the_directory_asks_for()
    {
        var files = Files("Assistant");

        Assert.All(files.Keys, path => Assert.StartsWith("iafluence/", path, StringComparison.Ordinal));
        foreach (var needed in new[] { "iafluence.php", "readme.txt", "uninstall.php", "block/block.json", "languages/iafluence.pot", "languages/iafluence-fr_FR.mo" })
            Assert.Contains("iafluence/" + needed, files.Keys);
        Assert.DoesNotContain(files.Keys, path => path.EndsWith(".liquid", StringComparison.Ordinal) || path.Contains("test", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Where(file => !file.Key.EndsWith(".mo", StringComparison.Ordinal)), file => file.Value.Contains("{{", StringComparison.Ordinal));
    }

    [Fact]
    public void Header_and_readme_name_the_same_version_and_the_installation()
    {
        var files = Files("Assistant");

        var (main, readme) = (files["iafluence/iafluence.php"], files["iafluence/readme.txt"]);
        Assert.Contains($" * Version:           {WordPressPlugin.Version}\n", main, StringComparison.Ordinal);
        Assert.Contains(" * Update URI:        https://chat.agency.example/\n", main, StringComparison.Ordinal);
        Assert.Contains($"Stable tag: {WordPressPlugin.Version}\n", readme, StringComparison.Ordinal);
        Assert.Contains($"= {WordPressPlugin.Version} =\n", readme, StringComparison.Ordinal);
        Assert.Contains("https://chat.agency.example/", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("L'équipe", @"const NAME = 'L\'équipe';")]
    [InlineData(@"a\'; phpinfo(); //", @"const NAME = 'a\\\'; phpinfo(); //';")]
    [InlineData("?><script>", "const NAME = '?' . '><script>';")]
    [InlineData("*/ x", "const NAME = '*' . '/ x';")]
    [InlineData("<?php x", "const NAME = '<' . '?php x';")]
    [InlineData("a\r\nb\0c\u2028d", "const NAME = 'a  b c d';")]
    [InlineData("$x {$y} \\n", @"const NAME = '$x {$y} \\n';")]
    public void A_name_is_text_whatever_it_holds(string name, string line) =>
        Assert.Contains("\t" + line + "\n", Files(name)["iafluence/includes/class-iafluence-installation.php"], StringComparison.Ordinal);

    [Theory]
    [InlineData("https://chat.example*/;phpinfo()")]
    [InlineData("https://chat.exam'ple")]
    [InlineData("javascript:alert(1)")]
    [InlineData("chat.example")]
    public void An_address_that_is_none_makes_no_plugin(string address) => Assert.ThrowsAny<ArgumentException>(() => InstallationAddress.Of(address));

    [Fact]
    public void Of_an_address_only_scheme_host_and_port_are_taken()
    {
        Assert.Equal("https://chat.example:8443", InstallationAddress.Of("https://u:p@CHAT.example:8443/x'?y#z").Text);
        Assert.All(InstallationAddress.Of("https://été.example").Text, letter => Assert.True(char.IsAscii(letter)));
    }

    [Fact]
    public void Every_word_of_it_is_translated()
    {
        var folder = Path.Combine(Repository.Root, "widgets", "templates", "wordpress");
        var said = Directory.EnumerateFiles(folder, "*.php*", SearchOption.AllDirectories)
            .SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.Replace(@"\'", "'", StringComparison.Ordinal)))
            .ToHashSet();
        Assert.NotEmpty(said);

        var template = MessageCatalog.Parse(File.ReadAllText(Path.Combine(folder, "languages", "iafluence.pot"))).Messages;
        var french = MessageCatalog.Parse(File.ReadAllText(Path.Combine(folder, "languages", "iafluence-fr_FR.po"))).Messages;

        Assert.All(said, text => Assert.Contains(text, template));
        Assert.Equal(template.Keys, french.Keys);
        Assert.All(french, message => Assert.NotEmpty(message.Value));
        Assert.All(french, message => Assert.Equal(Places().Count(message.Key), message.Key.Length == 0 ? 0 : Places().Count(message.Value)));
    }

    [Fact]
    public void Plugin_prints_nothing_unescaped()
    {
        var folder = Path.Combine(Repository.Root, "widgets", "templates", "wordpress");

        var bare = Directory.EnumerateFiles(folder, "*.php*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("test" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => Printed().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))
            .Where(line => !line.Contains("echo esc_", StringComparison.Ordinal) && !Constant().IsMatch(line) && !line.Contains("printf(", StringComparison.Ordinal))
            .ToList();
        // Of what printf prints, every value is escaped, or a word of WordPress's own (checked, selected).
        var values = Directory.EnumerateFiles(folder, "class-*.php", SearchOption.AllDirectories)
            .SelectMany(file => Printf().Matches(File.ReadAllText(file)).SelectMany(match => Values().Matches(Chosen().Replace(match.Groups[1].Value, "checked"))).Select(value => value.Groups[1].Value))
            .ToList();

        Assert.Empty(bare);
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Matches("^(esc_(attr|html|url|textarea|html__)|checked|selected|self::LEAVE|'' === \\$ask)", value));
    }

    private static byte[] Zip(string name) => WordPressPlugin.MakeZip(_address, "pk_martin", name);

    private static Dictionary<string, string> Files(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Zip(name)));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }

    [GeneratedRegex(@"(?:__|_e|_x|esc_html__|esc_attr__)\( '((?:[^'\\]|\\.)*)', 'iafluence'")]
    private static partial Regex Said();

    [GeneratedRegex(@"%\d\$s|%s")]
    private static partial Regex Places();

    [GeneratedRegex(@"\b(echo|print|printf|_e|print_r|var_dump)\b\s*[('$\w]")]
    private static partial Regex Printed();

    [GeneratedRegex(@"echo '[^']*';")]
    private static partial Regex Constant();

    [GeneratedRegex(@"(?<!s)printf\(((?:[^;])*)\);")]
    private static partial Regex Printf();

    [GeneratedRegex(@"(checked|selected)\((?:[^()]|\([^()]*\))*\)")]
    private static partial Regex Chosen();

    [GeneratedRegex(@",\s+((?:esc_\w+|checked|selected|\$|self::|'')[^,]*)")]
    private static partial Regex Values();
}
