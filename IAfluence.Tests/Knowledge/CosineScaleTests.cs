using IAfluence.Core.Knowledge;

namespace IAfluence.Tests.Knowledge;

public sealed class CosineScaleTests
{
    [Fact]
    public void Background_is_the_mean_cosine_of_all_pairs()
    {
        float[][] vectors = [[1, 0], [0.6f, 0.8f], [0, 1]];
        var pairs = new[] { (0, 1), (0, 2), (1, 2) }.Select(pair => vectors[pair.Item1].Zip(vectors[pair.Item2], (a, b) => a * b).Sum());

        Assert.Equal(pairs.Average(), CosineScale.MeanOrNull([.. vectors.SelectMany(vector => vector)], 2)!.Value, 5);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.1)]
    [InlineData(-0.2)]
    public void Background_becomes_that_of_the_builtin_encoder_and_equal_texts_stay_equal(double background)
    {
        var scale = new CosineScale(background);

        Assert.Equal(CosineScale.BuiltinBackground, scale.Convert(background), 10);
        Assert.Equal(1, scale.Convert(1.0), 10);
        Assert.True(scale.Convert(background + 0.1) < scale.Convert(background + 0.2));
        Assert.Null(scale.Convert((double?)null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.24)]
    [InlineData(0.31)]
    public void Background_as_chatbots_have_it_with_the_builtin_encoder_changes_nothing(double? background) =>
        Assert.Equal(0.123, CosineScale.Of(background).Convert(0.123));

    [Theory]
    [InlineData(0.7, 0.65)]
    [InlineData(0.1, 0.15)]
    [InlineData(1.0, 0.95)]
    public void Only_what_is_beyond_the_difference_between_chatbots_is_due_to_the_encoder(double measured, double background) =>
        Assert.Equal(background, CosineScale.Of(measured).Background, 10);

    [Fact]
    public void One_passage_has_no_background()
    {
        Assert.Null(CosineScale.MeanOrNull([1, 0], 2));
        Assert.Null(CosineScale.MeanOrNull([], 0));
    }

    [Fact]
    public void Equal_passages_leave_room_for_a_scale()
    {
        var scale = CosineScale.Of(CosineScale.MeanOrNull([1, 0, 1, 0, 1, 0], 2));

        Assert.Equal(1, scale.Convert(1.0), 10);
        Assert.True(double.IsFinite(scale.Convert(0.5)));
    }
}
