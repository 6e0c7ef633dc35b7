using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Architecture;

public sealed class BelowHttpTests
{
    [Fact]
    public void Services_of_the_application_are_resolved_by_the_vocabulary_alone()
    {
        var vocabulary = typeof(IAfluenceApp).Namespace + ".";

        var takers = CompiledReferences.Of(typeof(BelowHttp).Assembly)
            .Where(reference => reference.To == typeof(BelowHttp).FullName)
            .Select(reference => reference.From)
            .ToList();

        Assert.NotEmpty(takers);
        Assert.DoesNotContain(takers, type => !type.StartsWith(vocabulary, StringComparison.Ordinal) && type != typeof(BelowHttpTests).FullName);
    }
}
