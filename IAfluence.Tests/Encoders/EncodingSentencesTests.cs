using System.Numerics.Tensors;
using IAfluence.Core.Encoders;
using static IAfluence.Tests.Encoders.BuiltinEncoderOfTests;

namespace IAfluence.Tests.Encoders;

public sealed class EncodingSentencesTests
{
    [Theory]
    [InlineData("en", "Can I bring my dog?", "Pets are welcome in all rooms.", "The swimming pool closes at eight.")]
    [InlineData("fr", "Puis-je venir avec mon chien ?", "Les animaux sont acceptés dans toutes les chambres.", "La piscine ferme à huit heures.")]
    public async Task Meaning_is_nearer_than_other_meanings_without_a_shared_word(string locale, string question, string near, string far)
    {
        var asked = await EncodeAsync(question, locale);

        Assert.True(Cosine(asked, await EncodeAsync(near, locale, EncodingUse.Passage)) > Cosine(asked, await EncodeAsync(far, locale, EncodingUse.Passage)) + 0.1f);
    }

    [Fact]
    public async Task French_question_finds_an_English_passage()
    {
        var asked = await EncodeAsync("Où puis-je garer ma voiture ?", "fr");

        Assert.True(Cosine(asked, await EncodeAsync("Parking is behind the building.")) > Cosine(asked, await EncodeAsync("Breakfast is served from seven.")) + 0.1f);
    }

    [Fact]
    public async Task Vector_has_length_one_and_is_the_same_each_time()
    {
        var one = await EncodeAsync("Opening hours");

        Assert.Equal(MiniLm.Dimensions, one.Length);
        Assert.Equal(1, TensorPrimitives.Norm(one), 4);
        Assert.Equal(one, await EncodeAsync("Opening hours"));
    }

    [Fact]
    public async Task Long_question_is_cut_and_an_empty_one_is_no_error()
    {
        var words = string.Join(' ', Enumerable.Repeat("parking", 60));

        Assert.Equal(await EncodeAsync(words), await EncodeAsync(words + " swimming pool breakfast dog"));
        Assert.Equal(1, TensorPrimitives.Norm(await EncodeAsync("")), 4);
    }

    [Fact]
    public async Task Question_goes_before_passages_that_wait()
    {
        var order = new List<string>();
        var passages = Enumerable.Range(0, 40).Select(async number =>
        {
            await EncodeAsync(string.Join(' ', Enumerable.Repeat($"passage {number}", 80)), use: EncodingUse.Passage);
            lock (order)
                order.Add("passage");
        }).ToList();

        await EncodeAsync("question");
        lock (order)
            order.Add("question");
        await Task.WhenAll(passages);

        // One passage may be encoded already, and others may end while this thread is not scheduled.
        Assert.InRange(order.IndexOf("question"), 0, 20);
    }

    [Fact]
    public async Task Missing_weights_are_a_failure_that_retrieval_survives()
    {
        using var encoder = new BuiltinEncoder(Path.Combine(Path.GetTempPath(), "no-such-folder"));

        await Assert.ThrowsAsync<EncoderUnavailableException>(() => encoder.EncodeAsync(
            new EncodingRequest(ClientId.From("martin"), ChatbotId.From("accueil"), ["text"], "en", EncodingUse.Question), CancellationToken.None));
    }
}
