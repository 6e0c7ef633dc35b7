using System.Net;
using IAfluence.Core.Egress;
using IAfluence.Core.Providers;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Egress;

public sealed class GoingOutTests
{
    [Theory]
    [InlineData("8.8.8.8", AddressScope.Public)]
    [InlineData("172.15.255.255", AddressScope.Public)]
    [InlineData("172.32.0.1", AddressScope.Public)]
    [InlineData("2606:4700::1111", AddressScope.Public)]
    [InlineData("::ffff:8.8.8.8", AddressScope.Public)]
    [InlineData("64:ff9b::808:808", AddressScope.Public)]
    [InlineData("127.0.0.1", AddressScope.Private)]
    [InlineData("127.255.255.254", AddressScope.Private)]
    [InlineData("10.0.0.1", AddressScope.Private)]
    [InlineData("172.16.0.1", AddressScope.Private)]
    [InlineData("192.168.1.1", AddressScope.Private)]
    [InlineData("100.64.0.1", AddressScope.Private)]
    [InlineData("::1", AddressScope.Private)]
    [InlineData("fd12:3456::1", AddressScope.Private)]
    [InlineData("::ffff:10.0.0.1", AddressScope.Private)]
    [InlineData("64:ff9b::a00:1", AddressScope.Private)]
    [InlineData("2002:7f00:1::", AddressScope.Private)]
    [InlineData("0.0.0.0", AddressScope.Forbidden)]
    [InlineData("169.254.169.254", AddressScope.Forbidden)]
    [InlineData("168.63.129.16", AddressScope.Forbidden)]
    [InlineData("100.100.100.200", AddressScope.Forbidden)]
    [InlineData("fd00:ec2::254", AddressScope.Forbidden)]
    [InlineData("::ffff:169.254.169.254", AddressScope.Forbidden)]
    [InlineData("192.0.2.1", AddressScope.Forbidden)]
    [InlineData("198.19.0.1", AddressScope.Forbidden)]
    [InlineData("224.0.0.1", AddressScope.Forbidden)]
    [InlineData("255.255.255.255", AddressScope.Forbidden)]
    [InlineData("::", AddressScope.Forbidden)]
    [InlineData("::7f00:1", AddressScope.Forbidden)]
    [InlineData("fe80::1", AddressScope.Forbidden)]
    [InlineData("ff02::1", AddressScope.Forbidden)]
    [InlineData("2001:db8::1", AddressScope.Forbidden)]
    [InlineData("2001::1", AddressScope.Forbidden)]
    public void Addresses_are_told_apart(string address, AddressScope scope)
    {
        Assert.Equal(scope, AddressRules.ScopeOf(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task A_public_provider_does_not_reach_this_machine(string host)
    {
        await using var upstream = await LoopbackOpenAi.StartAsync();
        using var http = new HttpMessageInvoker(EgressGuard.CreateHandler(privateNetworkAllowed: false));
        using var openAi = new OpenAiChatClient(
            http, ChatEndpoint.Of(Catalog.Server(upstream.BaseUrl.Replace("127.0.0.1", host, StringComparison.Ordinal)), "normal", "sk-secret"), "normal", TimeProvider.System);

        var answer = await openAi.ReadAsync();

        Assert.Equal(ProviderFailure.Unknown, answer.Failure?.Failure);
        Assert.IsType<EgressRefusedException>(answer.Failure?.InnerException?.InnerException);
        Assert.Empty(upstream.Calls);
    }

    [Fact]
    public async Task Metadata_services_are_refused_even_when_private_networks_are_allowed()
    {
        using var http = new HttpMessageInvoker(EgressGuard.CreateHandler(privateNetworkAllowed: true));
        using var openAi = new OpenAiChatClient(http, ChatEndpoint.Of(Catalog.Server("http://169.254.169.254/v1"), "normal", null), "normal", TimeProvider.System);

        Assert.IsType<EgressRefusedException>((await openAi.ReadAsync()).Failure?.InnerException?.InnerException);
    }
}
