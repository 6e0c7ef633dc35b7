using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Tests.WidgetApi;

/// <summary>A page that may not read an answer takes it for a broken network: so every answer but one can be read.</summary>
public sealed class CrossOriginTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Theory]
    [InlineData("POST", "/widget/v1/conversations/any/transcript", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("GET", "/widget/v1/nothing/here", HttpStatusCode.NotFound, "not_found")]
    [InlineData("GET", "/widget/v1/chatbots/pk_nobody", HttpStatusCode.NotFound, "unknown_chatbot")]
    [InlineData("DELETE", "/widget/v1/visitor", HttpStatusCode.Unauthorized, "invalid_token")]
    public async Task Every_refusal_can_be_read_and_says_something(string method, string path, HttpStatusCode status, string code)
    {
        using var response = await installation.NewVisitor("normal").SendAsync(new HttpMethod(method), path);

        await AssertReadableAsync(response, status, code);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_refusal_that_can_be_read()
    {
        using var tcp = new TcpClient();
        var address = installation.Http.BaseAddress!;
        await tcp.ConnectAsync(address.Host, address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /widget/v1/chatbots/pk_normal/messages HTTP/1.1\r\nHost: {address.Authority}\r\nOrigin: {LoopbackInstallation.Origin}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnonsense\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Contains("Access-Control-Allow-Origin: " + LoopbackInstallation.Origin, answer);
        Assert.Contains("\"code\":\"bad_request\"", answer);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData(false, HttpStatusCode.InternalServerError, "internal_error")]
    public async Task A_failure_of_ours_can_be_read_and_tells_nothing_of_the_cause(bool ofStorage, HttpStatusCode status, string code)
    {
        await using var app = await IAfluenceApp.StartAsync(null, services => services.BreakVisitorTokens(
            ofStorage ? new StorageUnavailableException("secret cause") : new InvalidOperationException("secret cause")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/widget/v1/conversations/any/messages");
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.Add("Authorization", "Bearer any");
        using var response = await app.SendBareAsync("http://localhost", request);

        Assert.DoesNotContain("secret cause", await AssertReadableAsync(response, status, code));
    }

    private static async Task<string> AssertReadableAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(LoopbackInstallation.Origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("Retry-After", response.Headers.GetValues("Access-Control-Expose-Headers").Single());
        Assert.Contains("Origin", response.Headers.Vary);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem.ToString();
    }
}

file static class BrokenKeys
{
    /// <summary>Has the key ring fail where visitors' tokens are read.</summary>
    public static void BreakVisitorTokens(this IServiceCollection services, Exception cause)
    {
        var real = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(
            provider => new Provider((IDataProtectionProvider)real.ImplementationFactory!(provider), cause)));
    }

    private sealed class Provider(IDataProtectionProvider real, Exception cause) : IDataProtectionProvider
    {
        public IDataProtector CreateProtector(string purpose) =>
            purpose.StartsWith("visitor-token", StringComparison.Ordinal) ? throw cause : real.CreateProtector(purpose);
    }
}
