using System.Text.Json;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

/// <summary>The file is judged by the rules of the admin's forms, and all that is wrong with it is told in one list.</summary>
public sealed class AllFaultsAtOnceTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("\"baseUrl\": \" https://user:12345678@llm.example/v1\"")]
    [InlineData("\"baseUrl\": \"https://llm.example/v1?key=12345678\\n\"")]
    [InlineData("\"baseUrl\": \"llm.example#12345678\"")]
    [InlineData("\"apiKey\": 12345678")]
    [InlineData("\"apiKey\": [12345678]")]
    [InlineData("\"apiKey\": \"é 12345678\"")]
    public async Task A_secret_is_never_repeated(string property)
    {
        var problems = await _host.RefusesAsync($$"""{ "providers": [ { "key": "p", "kind": "openai", {{property}} } ] }""");

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.DoesNotContain("12345678", problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_that_a_form_refuses_are_listed_together_with_path_rule_and_remedy()
    {
        var region = new string('r', 600);
        var problems = await _host.RefusesAsync(
            $$"""
            {
              "providers": [
                { "key": "users", "kind": "openai", "baseUrl": "https://user:secret@llm.example/v1" },
                { "key": "queries", "kind": "openai", "baseUrl": "https://llm.example/v1?key=secret#top", "colour": 1, "region": "{{region}}", "processor": " Martin" },
                { "key": "signs", "kind": "openai", "apiKey": "sk é secret", "apiVersion": "2024\n", "quota": { "messages": 0, "cost": -1 } },
                { "key": "lines", "kind": "openai", "apiKey": "sk-secret\n" },
                { "key": "clé 1", "kind": "openai", "apiKey": "a b" },
                { "key": "line\n", "kind": "openai" }
              ],
              "models": [
                { "key": "one", "provider": "lines", "name": "gpt-4o", "inputPrice": 1001 },
                { "key": "two", "provider": "lines", "name": "gpt-4o", "active": "yes" },
                { "key": "three", "provider": "lines", "name": " gpt-5 ", "outputPrice": -0.5 },
                { "key": "four", "provider": "lines", "name": "{{region}}", "name": "twice" },
                { "key": "Five\n", "provider": "nowhere", "name": "five" }
              ],
              "defaultRoute": ["one", "gone"],
              "clients": [
                { "key": "a b", "name": " ", "timeZone": "Paris", "ladder": { "cheaperPercent": 101 }, "quota": { "period": "month", "tokens": 1.5 },
                  "allowedProcessors": { "providers": ["nobody"], "regions": ["{{region}}"] },
                  "chatbots": [
                    { "key": "é", "publicKey": "pk 1\n", "name": "B", "locale": "de", "route": ["gone"], "temperature": 3, "answerCache": { "hours": 0 },
                      "limits": { "messageCharacters": 5 }, "behaviour": { "consent": { "policyUrl": 3 }, "pages": { "include": "/shop" } },
                      "hours": { "intervals": [ { "day": 1.5 } ] },
                      "knowledge": [ { "key": "k\n", "title": " ", "text": "", "url": "javascript:alert(1)", "locale": "français" } ] } ] }
              ]
            }
            """);

        Assert.Equal(
            [
                // What cannot be read, in the file's order.
                "providers[1].colour: is not a known property. Use one of: active, apiKey, apiVersion, baseUrl, key, kind, preset, processor, quota, region.",
                "providers[4].key: 'clé 1' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                "providers[5].key: 'line\\n' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                "models[1].active: expected true or false, not a string.",
                "models[3].name: appears twice. Keep one.",
                "models[4].key: 'Five\\n' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                "clients[0].quota.tokens: expected an integer from 1 to 1000000000000, not 1.5.",
                "clients[0].chatbots[0].behaviour.consent.policyUrl: expected a string, or an object with a string for each language, for example { \"fr\": \"…\", \"en\": \"…\" }.",
                "clients[0].chatbots[0].behaviour.consent.text: is missing. Set a string.",
                "clients[0].chatbots[0].behaviour.pages.include: expected an array of strings, not a string.",
                "clients[0].chatbots[0].hours.intervals[0].day: expected an integer, not 1.5.",
                "clients[0].chatbots[0].knowledge[0].key: 'k\\n' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                "clients[0].chatbots[0].key: 'é' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                "clients[0].key: 'a b' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.",
                // What the rules refuse, room by room.
                "providers[0].baseUrl: contains a user name or password. Use only scheme, host and path, for example https://api.openai.com/v1, and put the key in apiKey.",
                "providers[1].processor: ' Martin' has leading or trailing white space. Use 'Martin'.",
                "providers[1].region: is too long. Use at most 500 characters.",
                "providers[1].baseUrl: contains a query and a fragment. Use only scheme, host and path, for example https://api.openai.com/v1, and put the key in apiKey.",
                "providers[2].apiVersion: '2024\\n' has leading or trailing white space. Use '2024'.",
                "providers[2].apiKey: contains characters that an API key cannot have. Use the key as the provider issued it: ASCII letters, digits and punctuation only.",
                "providers[2].quota.messages: expected a number from 1 to 1000000000, not 0.",
                "providers[2].quota.cost: expected a number from 0.000001 to 1000000, not -1.",
                "providers[3].apiKey: contains characters that an API key cannot have. Use the key as the provider issued it: ASCII letters, digits and punctuation only.",
                "providers[4].apiKey: contains characters that an API key cannot have. Use the key as the provider issued it: ASCII letters, digits and punctuation only.",
                "models[0].inputPrice: expected a number from 0 to 1000, not 1001.",
                "models[1].name: 'gpt-4o' is already the name of models[0] of the same provider. Use another name, or remove one of the two.",
                "models[2].name: ' gpt-5 ' has leading or trailing white space. Use 'gpt-5'.",
                "models[2].outputPrice: expected a number from 0 to 1000, not -0.5.",
                "models[4].provider: provider 'nowhere' does not exist. Use one of: builtin, lines, queries, signs, users.",
                "defaultRoute[1]: model 'gone' does not exist. Use one of: builtin, four, one, three, two.",
                "clients[0].allowedProcessors.providers[0]: provider 'nobody' does not exist.",
                "clients[0].name: is empty. Set a value.",
                "clients[0].timeZone: 'Paris' is not a valid time zone. Use an IANA name, for example Europe/Paris.",
                "clients[0].allowedProcessors.regions: is too long. Use at most 60 characters.",
                "clients[0].ladder.cheaperPercent: expected a number from 1 to 100, not 101.",
                "clients[0].chatbots[0].route[0]: model 'gone' does not exist. Use one of: builtin, four, one, three, two.",
                "clients[0].chatbots[0].publicKey: 'pk 1\\n' is not a valid public key. Use 3 to 60 letters, digits, hyphens or underscores.",
                "clients[0].chatbots[0].locale: 'de' is not a valid value. Use one of: fr, en.",
                "clients[0].chatbots[0].answerCache.hours: expected a number from 1 to 720, not 0.",
                "clients[0].chatbots[0].temperature: expected a number from 0 to 2, not 3.",
                "clients[0].chatbots[0].limits.messageCharacters: expected a number from 100 to 20000, not 5.",
                "clients[0].chatbots[0].knowledge[0].title: is empty. Set a value.",
                "clients[0].chatbots[0].knowledge[0].text: is empty. Set a value.",
                "clients[0].chatbots[0].knowledge[0].url: 'javascript:alert(1)' is not a valid address. Use one that starts with https://.",
                "clients[0].chatbots[0].knowledge[0].locale: 'français' is not a valid language. Use a language code, for example fr or en.",
            ],
            problems);
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faulty_file_writes_nothing()
    {
        await _host.RefusesAsync(
            """
            { "providers": [ { "key": "good", "kind": "openai" }, { "key": "bad", "kind": "openai", "baseUrl": "https://u:p@x.example/" } ],
              "models": [ { "key": "good", "provider": "good", "name": "gpt-4o" } ],
              "clients": [ { "key": "good", "name": "Good" } ] }
            """);

        Assert.Equal(["builtin"], await _host.Get<ProviderService>().ListProviderKeysAsync(default));
        Assert.Equal(["builtin"], (await _host.Get<ProviderService>().ListModelIdsAsync(default)).Keys);
        Assert.Empty((await _host.Get<ClientService>().ListAsync(null, null, null, 10, default)).Items);
    }

    [Fact]
    public async Task Name_of_a_stored_model_of_the_same_provider_is_taken()
    {
        await _host.BootstrapAsync("""{ "providers": [ { "key": "p", "kind": "openai" }, { "key": "q", "kind": "openai" } ], "models": [ { "key": "one", "provider": "p", "name": "gpt-4o" } ] }""");

        var problems = await _host.RefusesAsync("""{ "models": [ { "key": "two", "provider": "p", "name": "gpt-4o" }, { "key": "three", "provider": "q", "name": "gpt-4o" } ] }""");

        Assert.Equal(["models[0].name: 'gpt-4o' is already the name of model 'one' of the same provider. Use another name, or remove one of the two."], problems);
    }

    [Theory]
    [InlineData("""{ "clients": [ { "key": "c", "key": "d", "name": "C", "chatbots": [], "chatbots": [ { "colour": 1 } ] } ] }""", "clients[0].key: appears twice. Keep one.", "clients[0].chatbots: appears twice. Keep one.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "quota": { "messages": 1, "messages": 2 } } ], "clients": [] }""", "clients[0].quota.messages: appears twice. Keep one.", "clients: appears twice. Keep one.")]
    [InlineData("""{ "defaultRoute": ["builtin"], "defaultRoute": 3, "models": 1 }""", "defaultRoute: appears twice. Keep one.", "models: expected an array of objects, not 1.")]
    public async Task Duplicates_are_told_with_the_other_faults(string json, params string[] expected)
    {
        Assert.Equal(expected, await _host.RefusesAsync(json));
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("answerCacheHours")]
    [InlineData("protectedApiKey")]
    public async Task Names_of_the_store_are_not_the_files(string name)
    {
        var problem = Assert.Single(await _host.RefusesAsync($$"""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "{{name}}": null } ] } ] }"""));

        Assert.StartsWith($"clients[0].chatbots[0].{name}: is not a known property. Use one of: ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("martin", true)]
    [InlineData("martin\n", false)]
    [InlineData("mar tin", false)]
    [InlineData("café", false)]
    [InlineData("", false)]
    [InlineData("Martin", false)]
    public void Keys_are_ASCII_without_blanks_and_line_breaks(string key, bool accepted)
    {
        Assert.Equal(accepted, Keys.IsKey(key));
        Assert.False(Keys.IsPublicKey($"pk_{key}\n"));
        Assert.False(Keys.IsPublicKey($"pk_{key} é"));
    }

    [Fact]
    public async Task Secret_is_nowhere_in_what_is_kept_of_the_file()
    {
        await _host.BootstrapAsync("""{ "providers": [ { "key": "p", "kind": "openai", "apiKey": "sk-secret" }, { "key": "q", "kind": "openai", "apiKey": "sk-secret" } ] }""");

        var kept = await StoredConfiguration.AppliedAsync(_host);
        Assert.DoesNotContain(kept, applied => applied.Content!.Json.Contains("sk-secret", StringComparison.Ordinal));
        var digests = kept.Select(applied => JsonDocument.Parse(applied.Content!.Json).RootElement.GetProperty("apiKey").GetString()!).ToList();
        Assert.All(digests, digest => Assert.StartsWith("sha256:", digest, StringComparison.Ordinal));
        Assert.NotEqual(digests[0], digests[1]);
    }
}
