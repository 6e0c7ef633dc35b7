using IAfluence.Core.Providers;

namespace IAfluence.Tests.Providers;

public sealed class FailurePolicyTests
{
    public static readonly TheoryData<ProviderFailure> Classes = [.. Enum.GetValues<ProviderFailure>()];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_class_has_a_policy_and_only_refused_content_stays(ProviderFailure failure)
    {
        var policy = FailurePolicy.Of(failure);

        Assert.Equal(failure, policy.Failure);
        Assert.Equal(failure != ProviderFailure.ContentRefused, policy.Switches);
        Assert.Equal(failure is ProviderFailure.QuotaExhausted or ProviderFailure.Authentication, policy.AffectsProvider);
    }

    [Theory]
    [InlineData(ProviderFailure.RateLimited, 7, 7)]
    [InlineData(ProviderFailure.RateLimited, 0, 1)]
    [InlineData(ProviderFailure.QuotaExhausted, 86_400, 3_600)]
    [InlineData(ProviderFailure.BadRequest, 60, 0)]
    [InlineData(ProviderFailure.Authentication, 7, 600)]
    public void The_vendors_wish_counts_within_reason(ProviderFailure failure, int wishSeconds, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), FailurePolicy.Of(failure).CoolDownFor(TimeSpan.FromSeconds(wishSeconds)));
    }

    [Fact]
    public void Without_a_wish_the_table_decides()
    {
        Assert.Equal(FailurePolicy.Of(ProviderFailure.Overloaded).CoolDown, FailurePolicy.Of(ProviderFailure.Overloaded).CoolDownFor(null));
    }
}
