using IAfluence.Core.Encoders;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class PreparingTextsTests : ChatbotPageTest
{
    private readonly SlowEncoder _encoder = new();

    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(null, services => services.AddSingleton<ISentenceEncoder>(_encoder));

    [Fact]
    public async Task Page_counts_the_prepared_passages_until_all_are()
    {
        await WriteAsync();

        var running = await ProgressAsync(page => page.Document.QuerySelector("#prepared") is not null);
        Assert.Contains("0 sur 2", running.One("#knowledge-progress").TextContent, StringComparison.Ordinal);
        Assert.Equal("every 3s", running.One("#knowledge-progress").GetAttribute("hx-trigger"));
        _encoder.Open();
        var done = await ProgressAsync(page => page.Document.QuerySelector("#prepared") is null);

        Assert.Contains("préparés (2)", done.One("#knowledge-progress").TextContent, StringComparison.Ordinal);
        Assert.Null(done.One("#knowledge-progress").GetAttribute("hx-trigger"));
    }

    [Fact]
    public async Task Fragment_is_the_region_of_the_page()
    {
        await WriteAsync();

        var page = await App.OpenAsync(Chatbot.Address("knowledge"));
        var fragment = await App.Visitor.OpenFragmentAsync(page.One("#knowledge-progress").GetAttribute("hx-get")!);

        Assert.Equal("knowledge-progress", fragment.Document.Body!.FirstElementChild!.Id);
        Assert.Equal(page.One("#knowledge-progress label").TextContent, fragment.One("#knowledge-progress label").TextContent);
    }

    [Fact]
    public async Task Encoder_that_cannot_work_is_told_with_its_reason()
    {
        _encoder.Failure = "The encoder's file is missing.";
        _encoder.Open();
        await WriteAsync();

        var failed = await ProgressAsync(page => page.Document.QuerySelector("#knowledge-progress .alert-warning") is not null);

        Assert.Contains("The encoder's file is missing.", failed.One("#knowledge-progress").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentences_nearest_to_the_question_are_highlighted()
    {
        _encoder.Open();
        await WriteAsync();
        await ProgressAsync(page => page.Document.QuerySelector("#prepared") is null && page.Document.QuerySelector("#knowledge-progress p") is not null);

        var found = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString("livraison à Lyon"));

        Assert.Contains("Lyon", found.One("#found-passages li:first-child mark").TextContent, StringComparison.Ordinal);
    }

    private async Task WriteAsync()
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        await App.SubmitAsync(
            form.Form("#knowledge-text form"), new { Form_Title = "Horaires", Form_Text = "## Ouverture\n\nOuvert de 7 h à 19 h.\n\n## Livraison\n\nNous livrons à Lyon." });
    }

    private async Task<OpenedPage> ProgressAsync(Func<OpenedPage, bool> until)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await App.OpenAsync(Chatbot.Address("knowledge"));
            if (until(page))
                return page;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Encodes questions at once and passages when it is opened; passages are all as near to any question, so that its words decide.</summary>
    private sealed class SlowEncoder : ISentenceEncoder
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Key => "slow";

        public string? Failure { get; set; }

        public void Open() => _open.TrySetResult();

        public async Task<IReadOnlyList<float[]>> EncodeAsync(EncodingRequest request, CancellationToken ct)
        {
            if (request.Use == EncodingUse.Passage)
                await _open.Task.WaitAsync(ct);
            if (Failure is not null)
                throw new EncoderUnavailableException(Failure);
            return [.. request.Texts.Select(_ => request.Use == EncodingUse.Passage ? new float[] { 1, 0 } : [0.6f, 0.8f])];
        }
    }
}
