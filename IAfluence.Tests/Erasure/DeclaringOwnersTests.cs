using IAfluence.Core.Erasure;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Erasure;

public sealed class DeclaringOwnersTests
{
    [Fact]
    public async Task Every_collection_is_known_to_the_erasure()
    {
        await using var core = await CoreHost.StartAsync();

        var registered = core.Get<IEnumerable<CollectionDefinition>>().Select(collection => collection.Name).Order();

        Assert.Equal(registered, core.Get<ErasurePlan>().Definitions.Select(collection => collection.Name).Order());
    }

    [Fact]
    public void Collection_without_a_declaration_stops_the_start_and_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PlanOf(new CollectionDefinition<Note>("notes")));

        Assert.Contains("Collection 'notes' has no erasure rule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_without_an_index_stops_the_start_and_is_named()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PlanOf(
            new CollectionDefinition<Note>("notes").Index(note => note.At, note => note.ChatbotId).ErasedWith(OwnerKind.Chatbot, note => note.ChatbotId)));

        Assert.Equal("Collection 'notes' is erased with its Chatbot, but has no index on 'chatbotId'. Add an index that starts with this field.", error.Message);
    }

    [Fact]
    public void Index_across_clients_does_not_count()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PlanOf(
            new CollectionDefinition<Note>("notes").IndexAcrossClients(note => note.ChatbotId).ErasedWith(OwnerKind.Chatbot, note => note.ChatbotId)));

        Assert.Contains("has no index on 'chatbotId'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_are_all_reported_at_once()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PlanOf(
            new CollectionDefinition<Note>("notes"), new CollectionDefinition<Note>("letters").ErasedWith(OwnerKind.Visitor, note => note.ChatbotId)));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
    }

    private static ErasurePlan PlanOf(params CollectionDefinition[] collections) => new(collections.Select(collection => new Declared(collection)));

    private sealed record Note : ClientDocument<ContactId>
    {
        public required ChatbotId ChatbotId { get; init; }

        public required DateTimeOffset At { get; init; }
    }

    private sealed class Declared(CollectionDefinition definition) : IErasableCollection
    {
        public CollectionDefinition Definition => definition;

        public Task<IReadOnlyList<IDocument>> ListOwnedAsync(ClientId clientId, FieldPath? field, string ownerId, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<IDocument>>([]);

        public Task DeleteAsync(ClientId clientId, IReadOnlyList<IDocument> documents) => Task.CompletedTask;
    }
}
