using IAfluence.Core.Providers;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Providers;

public sealed class AddressingProvidersTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", null, "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.groq.com/openai/v1/", null, "https://api.groq.com/openai/v1/chat/completions")]
    [InlineData("https://llm.example/v1/chat/completions?team=a", null, "https://llm.example/v1/chat/completions?team=a")]
    [InlineData("https://martin.openai.azure.com", null, "https://martin.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://martin.openai.azure.com/openai/v1/", null, "https://martin.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://martin.openai.azure.com/openai/v1", "preview", "https://martin.openai.azure.com/openai/v1/chat/completions?api-version=preview")]
    [InlineData("https://martin.openai.azure.com", "2024-10-21", "https://martin.openai.azure.com/openai/deployments/small%20one/chat/completions?api-version=2024-10-21")]
    [InlineData("https://martin.openai.azure.com/openai", "2024-10-21", "https://martin.openai.azure.com/openai/deployments/small%20one/chat/completions?api-version=2024-10-21")]
    [InlineData("https://martin.openai.azure.com/openai/deployments/mine", "2024-10-21", "https://martin.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21")]
    [InlineData("https://martin.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-06-01", null, "https://martin.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-06-01")]
    [InlineData("https://martin.services.ai.azure.com/models", "2024-05-01-preview", "https://martin.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview")]
    [InlineData("https://gateway.martin.example/azure", "2024-10-21", "https://gateway.martin.example/azure/openai/deployments/small%20one/chat/completions?api-version=2024-10-21")]
    public void An_address_is_completed_from_what_people_paste(string baseUrl, string? apiVersion, string called)
    {
        var endpoint = ChatEndpoint.Of(Catalog.Server(baseUrl) with { ApiVersion = apiVersion }, "small one", "sk-1");

        Assert.Equal(called, endpoint.Address.AbsoluteUri);
        Assert.DoesNotContain("sk-1", endpoint.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://martin.openai.azure.com", null, true)]
    [InlineData("https://martin.openai.azure.us", null, true)]
    [InlineData("https://gateway.martin.example", ProviderPreset.AzureOpenAiKey, true)]
    [InlineData("https://azure.com.martin.example/v1", null, false)]
    public void Azures_header_is_for_azure(string baseUrl, string? preset, bool isAzure)
    {
        Assert.Equal(isAzure, ChatEndpoint.Of(Catalog.Server(baseUrl) with { Preset = preset }, "small", null).IsAzure);
    }

    [Fact]
    public void Every_preset_can_be_found_and_has_an_address_or_an_example()
    {
        Assert.Equal(["openai", "azure-openai", "anthropic", "mistral", "groq", "ollama", "vllm", "lm-studio", "other"], ProviderPreset.All.Select(preset => preset.Key));
        Assert.All(ProviderPreset.All, preset =>
        {
            Assert.Same(preset, ProviderPreset.FindOrNull(preset.Key));
            Assert.True(Uri.TryCreate(preset.BaseUrl ?? preset.BaseUrlExample, UriKind.Absolute, out _));
        });
        Assert.Null(ProviderPreset.FindOrNull("nobody"));
    }
}
