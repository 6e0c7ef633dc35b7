using IAfluence.Core.Providers;

namespace IAfluence.Tests.Providers;

public sealed class EstimatingTokensTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("a", 1, 1)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 8, 13)]
    [InlineData("La boulangerie est ouverte du mardi au dimanche, de sept heures à dix-neuf heures trente.", 18, 28)]
    [InlineData("人工智能正在改变世界。", 6, 12)]
    public void The_estimate_is_of_the_order_of_a_vocabulary(string text, long least, long most)
    {
        Assert.InRange(TokenEstimator.Estimate(text), least, most);
    }
}
