using System.Text.RegularExpressions;

namespace IAfluence.Tests.Testing;

/// <summary>Providers and models for tests that speak through pages, made as an admin makes them.</summary>
internal static partial class LlmOfATest
{
    public const string ApiKey = "sk-proj-7h1s-is-a-s3cret-key-4242";

    /// <returns>The address of the provider's page.</returns>
    public static async Task<string> HasProviderAsync(this Browser browser, string name = "Loopback", string baseUrl = "http://127.0.0.1:9/v1")
    {
        var form = (await browser.OpenAsync("/admin/llm/providers/new?preset=other")).Form();
        var page = await browser.SubmitAsync(form, new Dictionary<string, string?>
        {
            ["Form.Name"] = name,
            ["Form.BaseUrl"] = baseUrl,
            ["Form.ApiKey"] = ApiKey,
            ["Form.PrivateNetworkAllowed"] = "true",
            ["Form.Processor"] = "Loopback SAS",
            ["Form.Region"] = "eu",
        });
        return Accepted(page);
    }

    /// <returns>The address of the model's page.</returns>
    public static async Task<string> HasModelAsync(this Browser browser, string provider, string name, string input = "1.5", string output = "6")
    {
        var form = (await browser.OpenAsync("/admin/llm/models/new?provider=" + IdOf(provider))).Form();
        return Accepted(await browser.SubmitAsync(form, new { Form_Name = name, Form_InputPrice = input, Form_OutputPrice = output }));
    }

    /// <summary>The id that ends an address.</summary>
    public static string IdOf(string address) => LastPattern().Match(address).Value;

    private static string Accepted(OpenedPage page) =>
        page.Status == System.Net.HttpStatusCode.OK ? page.Address : throw new InvalidOperationException($"{(int)page.Status}: {page.Text}");

    [GeneratedRegex("[^/]+$")]
    private static partial Regex LastPattern();
}
