using System.Numerics.Tensors;
using IAfluence.Core.Knowledge;
using Microsoft.Extensions.Options;

namespace IAfluence.Tests.Knowledge;

public sealed class KeepingVectorsTests
{
    [Fact]
    public void Small_vector_keeps_the_cosine()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var (one, other) = (Vector(random, 384), Vector(random, 384));

            Assert.Equal(TensorPrimitives.Dot(one, other), SmallVector.Cosine(SmallVector.Pack(one), other), 0.01);
            Assert.Equal(1, SmallVector.Cosine(SmallVector.Pack(one), one), 0.01);
        }

        Assert.Equal(0, SmallVector.Cosine(SmallVector.Pack(new float[384]), Vector(random, 384)));
        Assert.Equal(0, SmallVector.Cosine(SmallVector.Pack(Vector(random, 384)), Vector(random, 8)));
        Assert.Equal(0, SmallVector.Cosine([], Vector(random, 8)));
    }

    [Fact]
    public void Nearest_vectors_come_first_and_later_ones_replace_earlier_ones()
    {
        var first = Build(ChatbotVectors.None("e"), 2, ("a", [1, 0]), ("b", [0, 1]));
        var second = Build(first, 3, ("a", [0, -1]), ("c", [0.6f, 0.8f]));

        Assert.Equal(["a", "b"], Ids(first.Nearest([1, 0.1f], 5)));
        Assert.Equal(["b", "c"], Ids(second.Nearest([0, 1], 2)));
        Assert.Equal(-1, second.CosineOrNull(new PassageId("a"), [0, 1])!.Value, 0.001);
        Assert.Null(second.CosineOrNull(new PassageId("x"), [0, 1]));
        Assert.Empty(second.Nearest([1, 0, 0], 2));
        Assert.Equal((3L, 3), (second.Stamp, second.Count));
        Assert.Equal(1, first.CosineOrNull(new PassageId("a"), [1, 0])!.Value, 0.001);
    }

    [Fact]
    public void Chatbot_that_was_not_asked_for_longest_leaves_the_memory_first()
    {
        // 8 MiB hold three chatbots of 2.5 MiB.
        var memory = new VectorMemory(Options.Create(new KnowledgeOptions { VectorMemoryMegabytes = 8 }));
        foreach (var name in (string[])["a", "b", "c"])
            Assert.True(memory.Keep(ChatbotId.From(name), Large(650_000)));

        Assert.NotNull(memory.FindOrNull(ChatbotId.From("a")));
        Assert.True(memory.Keep(ChatbotId.From("d"), Large(650_000)));

        Assert.Null(memory.FindOrNull(ChatbotId.From("b")));
        Assert.NotNull(memory.FindOrNull(ChatbotId.From("a")));
        Assert.NotNull(memory.FindOrNull(ChatbotId.From("c")));
        Assert.NotNull(memory.FindOrNull(ChatbotId.From("d")));
    }

    [Fact]
    public void Chatbot_that_does_not_fit_by_itself_is_not_kept_and_drops_no_other()
    {
        var memory = new VectorMemory(Options.Create(new KnowledgeOptions { VectorMemoryMegabytes = 8 }));
        memory.Keep(ChatbotId.From("small"), Large(1000));

        Assert.False(memory.Keep(ChatbotId.From("large"), Large(3_000_000)));
        Assert.False(memory.Fits(6000, 384));
        Assert.True(memory.Fits(5000, 384));
        Assert.NotNull(memory.FindOrNull(ChatbotId.From("small")));
        memory.Forget(ChatbotId.From("small"));
        Assert.Null(memory.FindOrNull(ChatbotId.From("small")));
    }

    private static ChatbotVectors Large(int numbers) => Build(ChatbotVectors.None("e"), 1, ("only", new float[numbers]));

    private static ChatbotVectors Build(ChatbotVectors from, long stamp, params (string Id, float[] Numbers)[] vectors)
    {
        var builder = new ChatbotVectors.Builder(from, stamp);
        foreach (var (id, numbers) in vectors)
        {
            builder.Add(new PassageVector
            {
                Id = new PassageId(id),
                ClientId = ClientId.From("martin"),
                ChatbotId = ChatbotId.From("accueil"),
                TextId = new KnowledgeTextId("text"),
                Digest = "",
                Encoder = "e",
                Stamp = stamp,
                Halves = PassageVector.Pack(numbers),
            });
        }

        return builder.Build();
    }

    private static IEnumerable<string> Ids(IEnumerable<PassageId> ids) => ids.Select(id => id.Value);

    private static float[] Vector(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)(random.NextDouble() - 0.5);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }
}
