using System.Net;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

public sealed class TestingConnectionsTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private LoopbackOpenAi _upstream = null!;
    private string _provider = null!;

    public async Task InitializeAsync()
    {
        _upstream = await LoopbackOpenAi.StartAsync();
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        await _app.SignInAsync();
        _provider = await _app.Visitor.HasProviderAsync("Loopback", _upstream.BaseUrl);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_answers_shows_its_times_and_its_cost(bool htmx)
    {
        var model = await _app.Visitor.HasModelAsync(_provider, "normal");

        var page = await _app.SubmitAsync((await _app.OpenAsync(model)).Form("#model-test form"), htmx: htmx);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("normal answers", page.One("#probe-result").TextContent, StringComparison.Ordinal);
        Assert.Contains("First word after", page.One("#probe-result").TextContent, StringComparison.Ordinal);
        Assert.Contains("Cost of the test: $", page.One("#probe-result").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bearer " + LlmOfATest.ApiKey, Assert.Single(_upstream.Calls).Authorization);
        Assert.DoesNotContain(LlmOfATest.ApiKey, page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Quota ou crédit épuisé", "Ajoutez du crédit")]
    [InlineData("en", "Quota or credit used up", "Add credit")]
    public async Task A_failure_is_told_in_plain_words_with_what_to_do(string language, string told, string advice)
    {
        _app.Visitor.Speaks(language);
        await _app.Visitor.HasModelAsync(_provider, "quota");

        var page = await _app.SubmitAsync((await _app.OpenAsync(_provider)).Form("#provider-test form"), htmx: true);

        Assert.Contains(told, page.One("#probe-result .alert-heading").TextContent, StringComparison.Ordinal);
        Assert.Contains(advice, page.One("#probe-result").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendors_answer_is_shown_without_the_key()
    {
        var model = await _app.Visitor.HasModelAsync(_provider, "refused");
        _upstream.Enqueue(UpstreamReply.Refuses(401, $"Incorrect API key provided: {LlmOfATest.ApiKey}.", "invalid_api_key", "invalid_request_error"));

        var page = await _app.SubmitAsync((await _app.OpenAsync(model)).Form("#model-test form"));

        Assert.Contains("Key refused", page.One("#probe-result").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(LlmOfATest.ApiKey, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_class_of_failure_has_its_words_in_both_languages()
    {
        foreach (var language in Web.Texts.TextsServices.Languages)
        {
            var texts = new System.Resources.ResourceManager(typeof(Web.Pages.Llm.LlmTexts))
                .GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(language), true, false)!;
            foreach (var failure in Enum.GetValues<ProviderFailure>())
            {
                Assert.NotNull(texts.GetString($"Failure.{failure}"));
                Assert.NotNull(texts.GetString($"Failure.{failure}.Do"));
            }

            foreach (var kind in Enum.GetValues<ProviderKind>())
                Assert.NotNull(texts.GetString($"Kind.{kind}"));
            foreach (var preset in ProviderPreset.All)
                Assert.NotNull(texts.GetString($"Preset.{preset.Key}.Text"));
        }

        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_models_of_a_server_are_added_with_their_prices_left_to_fill_in()
    {
        _upstream.Pages["/v1/models"] = """{"data":[{"id":"llama-3"},{"id":"nomic-embed"},{"id":"known"}]}""";
        await _app.Visitor.HasModelAsync(_provider, "known");
        var page = await _app.OpenAsync(_provider + "/discover");
        Assert.Equal(["known", "llama-3"], page.Document.QuerySelectorAll("form > .card-body > fieldset input").Select(box => box.GetAttribute("value")).Order());
        Assert.True(page.One("[value=known]").HasAttribute("disabled"));

        var added = await _app.Visitor.SubmitAsync(page.Form("#provider-discover form"), new Dictionary<string, string?> { ["names"] = "llama-3" });

        Assert.Equal(_provider, added.Address);
        Assert.Contains("llama-3", added.One("#provider-models").TextContent, StringComparison.Ordinal);
        Assert.Contains("enter their prices", added.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Choosing_nothing_is_refused_with_a_message(bool htmx)
    {
        _upstream.Pages["/v1/models"] = """{"data":[{"id":"llama-3"}]}""";
        var page = await _app.OpenAsync(_provider + "/discover");

        var refused = await _app.SubmitAsync(page.Form("#provider-discover form"), htmx: htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#chosen-error").TextContent);
        Assert.Single(refused.Document.QuerySelectorAll("[name=names]"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_with_what_to_do()
    {
        var dead = await _app.Visitor.HasProviderAsync("Dead");

        var page = await _app.OpenAsync(dead + "/discover");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Check", page.One("#provider-discover [role=alert]").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(dead + "/discover", page.One("#provider-discover .card-footer .btn:not(.btn-ghost-primary)").GetAttribute("href"));
    }
}
