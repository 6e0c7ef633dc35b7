using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Clients;

public sealed class SavingClientsTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    private ClientService Clients => _core.Get<ClientService>();

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync();

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_new_client_gets_a_key_from_its_name()
    {
        var first = await Clients.CreateAsync(Catalog.Martin with { Name = "  Épicerie d’Été  " }, default);
        var second = await Clients.CreateAsync(Catalog.Martin with { Name = "Épicerie d’été" }, default);

        Assert.Equal(("Épicerie d’Été", "epicerie-d-ete"), (first.Value!.Name, first.Value.Key));
        Assert.Equal("epicerie-d-ete-2", second.Value!.Key);
    }

    [Fact]
    public async Task Names_are_sorted_as_readers_expect_and_found_by_any_of_their_words()
    {
        foreach (var name in (string[])["Zoé", "Écrins", "Boulangerie Martin", "abeille"])
            await _core.HasClientAsync(name);

        var all = await Clients.ListAsync(null, null, null, 10, default);
        var found = await Clients.ListAsync(null, "MARTIN", null, 10, default);
        var accents = await Clients.ListAsync(null, "ecr", null, 10, default);

        Assert.Equal(["abeille", "Boulangerie Martin", "Écrins", "Zoé"], all.Items.Select(client => client.Name));
        Assert.Equal(["Boulangerie Martin"], found.Items.Select(client => client.Name));
        Assert.Equal(["Écrins"], accents.Items.Select(client => client.Name));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition_also_when_searching()
    {
        for (var number = 0; number < 25; number++)
            await _core.HasClientAsync($"Client {number:00}");

        var names = new List<string>();
        string? after = null;
        do
        {
            var page = await Clients.ListAsync(null, "client", after, 10, default);
            names.AddRange(page.Items.Select(client => client.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"Client {number:00}"), names);
    }

    [Fact]
    public async Task Someone_who_may_see_one_client_sees_that_one()
    {
        await _core.HasClientAsync("Fleurs Durand");
        var martin = await _core.HasClientAsync();

        Assert.Equal([martin.Id], (await Clients.ListAsync([martin.Id], null, null, 10, default)).Items.Select(client => client.Id));
        Assert.Empty((await Clients.ListAsync([], null, null, 10, default)).Items);
    }

    [Fact]
    public async Task A_second_editor_of_the_same_state_is_told()
    {
        var read = await _core.HasClientAsync();
        var first = await Clients.SaveAsync(read.Id, read.Version, Catalog.Martin with { Name = "Martin" }, default);

        var second = await Clients.SaveAsync(read.Id, read.Version, Catalog.Martin with { Name = "Maison Martin" }, default);

        Assert.Equal(SaveKind.Saved, first.Kind);
        Assert.Equal((SaveKind.Conflict, "Martin"), (second.Kind, second.Value!.Name));
    }

    [Fact]
    public async Task Settings_that_break_a_rule_are_named()
    {
        var wrong = new ClientSettings { Name = new string('x', 121), Locale = "de", TimeZone = "Mars/Olympus", RetentionDays = 0, DefaultRoute = [new ModelId("gone")] };

        var outcome = await Clients.CreateAsync(wrong, default, "Not A Key");

        Assert.Equal(
            [
                ("Name", FieldErrors.TooLong), ("Locale", FieldErrors.NotValid), ("TimeZone", FieldErrors.NotATimeZone),
                ("RetentionDays", FieldErrors.OutOfRange), ("DefaultRoute", FieldErrors.UnknownModel), ("Key", FieldErrors.NotAKey),
            ],
            outcome.Errors.Select(error => (error.Field, error.Code)));
    }

    [Fact]
    public async Task A_key_given_twice_is_refused()
    {
        await Clients.CreateAsync(Catalog.Martin, default, "martin");

        var second = await Clients.CreateAsync(Catalog.Martin, default, "martin");

        Assert.Equal([new FieldError("Key", FieldErrors.Taken, "martin")], second.Errors);
    }
}
