using IAfluence.Core.Installation.SelfTesting;

namespace IAfluence.Tests.Installation;

/// <summary>Content security policies are read as browsers read them.</summary>
public sealed class PolicyTests
{
    private static readonly Uri _page = new("https://www.martin.fr/contact");
    private static readonly Uri _script = new("https://chat.agency.example/widget.js");

    [Theory]
    [InlineData("script-src *", true)]
    [InlineData("script-src https:", true)]
    [InlineData("script-src https://chat.agency.example", true)]
    [InlineData("script-src HTTPS://CHAT.agency.example", true)]
    [InlineData("script-src http://chat.agency.example", true)]
    [InlineData("script-src chat.agency.example", true)]
    [InlineData("script-src chat.agency.example:443", true)]
    [InlineData("script-src chat.agency.example:*", true)]
    [InlineData("script-src *.agency.example", true)]
    [InlineData("script-src https://chat.agency.example/", true)]
    [InlineData("script-src https://chat.agency.example/widget.js", true)]
    [InlineData("Script-Src 'self' https://chat.agency.example;", true)]
    [InlineData("default-src 'none'; script-src-elem https://chat.agency.example; script-src 'none'", true)]
    [InlineData("img-src 'none'", true)]
    [InlineData("script-src 'none'", false)]
    [InlineData("script-src", false)]
    [InlineData("script-src 'self'", false)]
    [InlineData("script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:", false)]
    [InlineData("script-src https://chat.agency.example:8443", false)]
    [InlineData("script-src *.chat.agency.example", false)]
    [InlineData("script-src agency.example", false)]
    [InlineData("script-src https://chat.agency.example/other/", false)]
    [InlineData("default-src 'self'", false)]
    [InlineData("default-src https:; script-src 'self'", false)]
    [InlineData("script-src 'self'; script-src https://chat.agency.example", false)]
    [InlineData("script-src https://chat.agency.example; script-src-elem 'self'", false)]
    [InlineData("script-src https://chat.agency.example 'strict-dynamic' 'nonce-abc'", false)]
    public void A_script_is_allowed_by_its_address(string header, bool allowed)
    {
        var policy = Assert.Single(ContentSecurityPolicy.ParseHeader(header));

        Assert.Equal(allowed, policy.Scripts?.AllowsScript(_script, _page, nonce: null) ?? true);
    }

    [Theory]
    [InlineData("script-src 'nonce-abc'", "abc", true)]
    [InlineData("script-src 'strict-dynamic' 'nonce-abc'", "abc", true)]
    [InlineData("script-src 'nonce-abc'", "ABC", false)]
    [InlineData("script-src 'nonce-abc'", "", false)]
    [InlineData("script-src 'nonce-'", "", false)]
    public void A_script_is_allowed_by_its_nonce(string header, string nonce, bool allowed)
    {
        var policy = Assert.Single(ContentSecurityPolicy.ParseHeader(header));

        Assert.Equal(allowed, policy.Scripts!.AllowsScript(_script, _page, nonce));
    }

    [Theory]
    [InlineData("connect-src https://chat.agency.example", "connect-src", true)]
    [InlineData("default-src 'self' https://chat.agency.example", "default-src", true)]
    [InlineData("default-src https://chat.agency.example; connect-src 'self'", "connect-src", false)]
    [InlineData("default-src 'self'", "default-src", false)]
    public void Calls_are_decided_by_connect_src_or_what_stands_for_it(string header, string directive, bool allowed)
    {
        var policy = Assert.Single(ContentSecurityPolicy.ParseHeader(header));

        Assert.Equal(directive, policy.Connections!.Directive);
        Assert.Equal(allowed, policy.Connections.Allows(_script, _page));
    }

    [Fact]
    public void A_header_holds_several_policies_and_empty_ones_are_none()
    {
        var policies = ContentSecurityPolicy.ParseHeader("default-src 'self', , script-src *;;; ,;").ToList();

        Assert.Equal(2, policies.Count);
        Assert.Equal("default-src", policies[0].Scripts!.Directive);
        Assert.Null(policies[1].Connections);
    }

    [Fact]
    public void Self_is_the_page_also_where_the_page_lies_on_the_installation()
    {
        var policy = Assert.Single(ContentSecurityPolicy.ParseHeader("script-src 'self'"));

        Assert.True(policy.Scripts!.Allows(_script, new Uri("https://chat.agency.example/demo")));
        Assert.True(policy.Scripts.Allows(_script, new Uri("http://chat.agency.example/demo")));
    }

    [Theory]
    [InlineData("sandbox", true)]
    [InlineData("sandbox allow-scripts", true)]
    [InlineData("sandbox allow-scripts allow-same-origin", false)]
    public void A_sandbox_may_keep_scripts_out(string header, bool forbids)
    {
        Assert.Equal(forbids, Assert.Single(ContentSecurityPolicy.ParseHeader(header)).SandboxForbids);
        Assert.True(ContentSecurityPolicy.ParseMetaOrNull(header) is not { SandboxForbids: true });
    }

    [Fact]
    public void Trusted_types_are_seen() =>
        Assert.True(Assert.Single(ContentSecurityPolicy.ParseHeader("require-trusted-types-for 'script'")).RequiresTrustedTypes);
}
