using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Storage.Contract;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Document_of_another_client_does_not_exist()
    {
        await StoreAsync(NewLetter("a") with { Name = "n", Scope = "s", Terms = ["mot"] });
        var update = new Update<Letter>().Set(letter => letter.Name, "stolen");

        Assert.Null(await Letters.FindOrNullAsync(Dupont, A, None));
        Assert.Empty((await Letters.ListAsync(Dupont, new DocumentQuery<Letter>(), None)).Items);
        Assert.Null(await Letters.FirstOrNullAsync(Dupont, DocumentQuery<Letter>.Where(Filter<Letter>.Eq(letter => letter.ClientId, Martin)), None));
        Assert.Equal(0, await Letters.CountAsync(Dupont, Filter<Letter>.All | Filter<Letter>.Eq(letter => letter.Name, "n"), None));
        Assert.Equal(0, (await Letters.SumAsync(Dupont, new SumQuery<Letter>(Filter<Letter>.All, null, []), None))[0].Count);
        Assert.Empty((await Letters.SearchAsync(Dupont, new TextQuery("s", ["mot"], 5), None)).Hits);
        Assert.Equal(ModifyOutcome.NoMatch, (await Letters.Modify(Dupont, A, update)).Outcome);
        Assert.Equal(0, (await Letters.Delete(Dupont, A)).Count);
        Assert.Equal(0, (await Letters.DeleteWhere(Dupont, Filter<Letter>.All | Filter<Letter>.Eq(letter => letter.Name, "n"))).Count);
        Assert.Equal("n", (await Letters.FindOrNullAsync(Martin, A, None))!.Name);
    }

    [Fact]
    public async Task Id_of_another_clients_document_is_never_written_to()
    {
        await StoreAsync(NewLetter("a") with { Name = "n" });
        var seed = NewLetter("a", Dupont);

        Assert.Equal(InsertResult.KeyTaken, await Letters.Insert(Dupont, seed));
        Assert.Equal(PutResult.Conflict, await Letters.Replace(Dupont, NewVersion(seed)));
        var seeded = await Letters.Modify(Dupont, A, new Update<Letter>().Set(letter => letter.Name, "stolen"), seed: seed);

        Assert.Equal(ModifyOutcome.KeyTaken, seeded.Outcome);
        Assert.Equal("n", (await Letters.FindOrNullAsync(Martin, A, None))!.Name);

        static Letter NewVersion(Letter letter)
        {
            letter.Version = 1;
            return letter;
        }
    }

    [Fact]
    public async Task Client_without_an_id_is_nobody_and_not_everybody()
    {
        await StoreAsync(NewLetter("a"));
        var nobody = default(ClientId);

        await Assert.ThrowsAsync<ArgumentException>(() => Letters.FindOrNullAsync(nobody, A, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.ListAsync(nobody, new DocumentQuery<Letter>(), None));
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.CountAsync(nobody, Filter<Letter>.All, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.DeleteWhere(nobody, Filter<Letter>.All).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Letters.Modify(nobody, A, new Update<Letter>().Set(letter => letter.Name, "x")).AsTask());
    }

    [Fact]
    public void Document_is_written_only_as_its_own_clients()
    {
        Assert.Throws<ArgumentException>(() => Letters.Insert(Dupont, NewLetter("a")));
        Assert.Throws<ArgumentException>(() => Letters.Replace(Dupont, NewLetter("a")));
        Assert.Throws<ArgumentException>(() => Letters.Modify(Dupont, A, new Update<Letter>(), seed: NewLetter("a")));
    }

    [Fact]
    public async Task Bearer_of_a_pass_reads_over_all_clients()
    {
        await StoreAsync(NewLetter("a") with { At = Time.Now }, NewLetter("b", Dupont) with { At = Time.Now.AddSeconds(1) });
        await using var services = new ServiceCollection().AddSingleton(Letter.Collection).BuildServiceProvider();

        var reader = new PlatformReaders(_engine, services).Open<Letter>(PlatformPass.ForJob("test"));
        var page = await reader.ListAsync(DocumentQuery<Letter>.Where(Filter<Letter>.Gte(letter => letter.At, Time.Now)).By(letter => letter.At), None);

        Assert.Equal(["a", "b"], page.Items.Select(letter => letter.Id.Value));
        Assert.Equal(Dupont, (await reader.FindOrNullAsync(new LetterId("b"), None))!.ClientId);
        Assert.Equal(2, await reader.CountAsync(Filter<Letter>.All, None));
        Assert.Equal(2, (await reader.SumAsync(new SumQuery<Letter>(Filter<Letter>.All, new FieldPath("clientId"), []), None)).Count);
    }

    [Theory]
    [InlineData(PlatformRole.None, false)]
    [InlineData(PlatformRole.Admin, true)]
    [InlineData(PlatformRole.Owner, true)]
    public void Pass_is_given_to_platform_roles_alone(PlatformRole role, bool given)
    {
        var user = new User
        {
            Id = new UserId("u"),
            Email = "u@example.com",
            NormalizedEmail = "U@EXAMPLE.COM",
            SecurityStamp = "s",
            CreatedAt = Time.Now,
            PlatformRole = role,
        };

        Assert.Equal(given, PlatformPasses.For(user) is not null);
    }
}
