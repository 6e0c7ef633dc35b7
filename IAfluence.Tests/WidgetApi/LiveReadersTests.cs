using IAfluence.Web.WidgetApi;

namespace IAfluence.Tests.WidgetApi;

public sealed class LiveReadersTests
{
    private readonly LiveReaders _readers = new();
    private readonly ConversationId _conversation = ConversationId.From("c1");

    [Fact]
    public void A_place_that_is_left_is_free_for_one_and_only_once()
    {
        var places = EnterAll();

        Assert.Null(_readers.TakeSlotOrNull(_conversation));
        Assert.NotNull(_readers.TakeSlotOrNull(ConversationId.From("c2")));
        places[0].Dispose();
        places[0].Dispose();
        Assert.NotNull(_readers.TakeSlotOrNull(_conversation));
        Assert.Null(_readers.TakeSlotOrNull(_conversation));
    }

    [Fact]
    public void Reader_refused_at_the_same_time_as_others_frees_no_place()
    {
        var places = EnterAll();
        var tooMany = 0;
        using var together = new Barrier(4);
        // Threads of their own: a busy pool would let them call one after the other.
        var callers = Enumerable.Range(0, together.ParticipantCount).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            for (var call = 0; call < 300_000; call++)
            {
                if (_readers.TakeSlotOrNull(_conversation) is not null)
                    Interlocked.Increment(ref tooMany);
            }
        })).ToList();

        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());

        Assert.Equal(0, tooMany);
        foreach (var place in places)
            place.Dispose();
        EnterAll();
    }

    private List<IDisposable> EnterAll()
    {
        var places = new List<IDisposable>();
        for (var number = 0; number < LiveReaders.MaxPerConversation; number++)
            places.Add(Assert.IsType<IDisposable>(_readers.TakeSlotOrNull(_conversation), exactMatch: false));
        return places;
    }
}
