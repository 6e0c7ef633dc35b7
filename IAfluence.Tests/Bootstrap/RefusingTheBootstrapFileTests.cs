using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

public sealed class RefusingTheBootstrapFileTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{ "client": [] }""", "client: there is no such property; accepted here: clients, defaultRoute, models, providers.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "preset": "nobody" } ] }""", "providers[0].preset: 'nobody' is not accepted; accepted: openai, azure-openai, anthropic, mistral, groq, ollama, vllm, lm-studio, other.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "anthropic", "preset": "ollama" } ] }""", "providers[0].preset: 'ollama' does not go with this kind.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "preset": "azure-openai", "apiKey": "x" } ] }""", "providers[0].baseUrl: is missing; a provider of preset azure-openai has an address of its own, such as https://my-resource.openai.azure.com.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "mistral" } ] }""", "providers[0].kind: 'mistral' is not accepted; accepted: openai, anthropic, builtin.")]
    [InlineData("""{ "providers": [ { "key": "p" } ] }""", "providers[0].kind: is missing; a new provider needs one of: openai, anthropic, builtin.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "baseUrl": "localhost:11434" } ] }""", "providers[0].baseUrl: 'localhost:11434' is no address; accepted is one such as https://api.openai.com/v1.")]
    [InlineData("""{ "providers": [ { "key": "Main", "kind": "openai" } ] }""", "providers[0].key: 'Main' is no key; accepted are 1 to 60 lower-case letters, digits or hyphens.")]
    [InlineData("""{ "providers": [ { "kind": "openai" } ] }""", "providers[0].key: is missing; every object has one.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "none", "name": "m" } ] }""", "models[0].provider: there is no provider 'none'; there are: builtin.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m", "inputPrice": "0.15" } ] }""", "models[0].inputPrice: a number from 0 to 1000 is expected, not a text.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m", "quota": { "period": "year", "cost": 50 } } ] }""", "models[0].quota.period: 'year' is not accepted; accepted: month, day.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m" }, { "key": "m", "provider": "builtin", "name": "m" } ] }""", "models[1].key: 'm' is the key of models[0] already.")]
    [InlineData("""{ "defaultRoute": ["builtin", "large"] }""", "defaultRoute[1]: there is no model 'large'; there are: builtin.")]
    [InlineData("""{ "defaultRoute": "builtin" }""", "defaultRoute: a list of texts is expected, not a text.")]
    [InlineData("""{ "clients": [ { "key": "c", "quota": {}, "name": "C" } ] }""", "clients[0].quota: it has no ceiling; give messages, tokens or cost (in US dollars), or null for no quota.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "allowedProcessors": { "providers": ["builtin", "gone"] } } ] }""", "clients[0].allowedProcessors.providers[1]: there is no provider 'gone'.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "allowedProcessors": { "countries": [] } } ] }""", "clients[0].allowedProcessors.countries: there is no such property; accepted here: providers, regions.")]
    [InlineData("""{ "clients": [ { "key": "c" } ] }""", "clients[0].name: is missing; a new client needs one.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "locale": "de" } ] }""", "clients[0].locale: 'de' is not accepted; accepted: fr, en.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "timeZone": "Paris" } ] }""", "clients[0].timeZone: 'Paris' is no IANA time zone; accepted is one such as Europe/Paris.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "a", "name": "A" }, { "key": "b", "name": "B", "colour": "red" } ] } ] }""",
        "clients[0].chatbots[1].colour: there is no such property; accepted here: active, allowedOrigins, answerCache, apology, appearance, behaviour, contact, formOfAddress, greeting, handover, hours, images, key, knowledge, languages, limits, locale, name, offMessage, publicKey, quota, route, suggestions, systemPrompt, temperature.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "hook": "function on_message(m) end" } ] } ] }""", "clients[0].chatbots[0].hook: this version does not have hooks; leave it out.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "route": ["x"] } ] } ] }""", "clients[0].chatbots[0].route[0]: there is no model 'x'; there are: builtin.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "route": [] } ] } ] }""", "clients[0].chatbots[0].route: is empty; a value is needed.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "allowedOrigins": ["not an origin"] } ] } ] }""",
        "clients[0].chatbots[0].allowedOrigins: 'not an origin' is no origin; accepted is one such as https://www.example.com or https://*.example.com.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "limits": { "messageCharacters": 12.5 } } ] } ] }""",
        "clients[0].chatbots[0].limits.messageCharacters: a whole number is expected, not 12.5.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "appearance": { "color": "red" } } ] } ] }""", "clients[0].chatbots[0].appearance.color: is no colour; accepted is one such as #2563eb.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "publicKey": "clé" } ] } ] }""",
        "clients[0].chatbots[0].publicKey: 'clé' is no public key; accepted are 3 to 60 letters, digits, hyphens or underscores.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "a", "name": "A", "publicKey": "pk_1" }, { "key": "b", "name": "B", "publicKey": "pk_1" } ] } ] }""",
        "clients[0].chatbots[1].publicKey: 'pk_1' is the public key of clients[0].chatbots[0] already.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "knowledge": [ { "key": "k", "title": "T" } ] } ] } ] }""", "clients[0].chatbots[0].knowledge[0].text: is missing; a new text needs one.")]
    [MemberData(nameof(FaultsOfTheWidget))]
    [InlineData("""[]""", "The file holds no JSON object.")]
    public async Task A_fault_is_named_by_its_path_with_what_is_accepted(string json, string problem)
    {
        Assert.Equal([problem], await _host.RefusesAsync(json));
    }

    public static TheoryData<string, string> FaultsOfTheWidget()
    {
        var faults = new TheoryData<string, string>();
        Add(""" "appearance": { "launcher": "star" } """, "appearance.launcher: 'star' is not accepted; accepted: round, square, bar.");
        Add(""" "appearance": { "launcher": "bar" } """, "appearance.launcherLabel: is empty; a value is needed.");
        Add(""" "appearance": { "radius": 25 } """, "appearance.radius: a number from 0 to 24 is expected, not 25.");
        Add(""" "appearance": { "css": "body { color: red }" } """, "appearance.css: 'body' is not accepted in CSS; accepted are rules on documented parts, such as ::part(launcher) { color: #fff }.");
        Add(""" "behaviour": { "pages": { "include": ["shop"] } } """, "behaviour.pages.include: 'shop' is no path of pages; accepted is one such as /shop/*.");
        Add(""" "behaviour": { "invitation": { "text": "?" } } """, "behaviour.invitation.afterSeconds: is empty; a value is needed.");
        Add(""" "behaviour": { "consent": { "text": "?", "policyUrl": "http://x.example" } } """, "behaviour.consent.policyUrl: 'http://x.example' is no address; accepted is one that begins with https://.");
        Add(""" "behaviour": { "consent": { "text": "?", "link": "" } } """, "behaviour.consent.link: there is no such property; accepted here: policyUrl, text.");
        Add(""" "contact": { "sendTo": "nobody" } """, "contact.sendTo: 'nobody' is no e-mail address.");
        Add(""" "contact": { "email": "off" } """, "contact.email: is empty; a value is needed.");
        Add(""" "hours": { "intervals": [ { "day": 0, "from": "18:00", "to": "9h" } ] } """, "hours.intervals[0].to: '9h' is no time; accepted is one from 00:00 to 24:00.");
        Add(""" "hours": { "intervals": [ { "day": 0, "from": "18:00", "to": "09:00" } ] } """, "hours.intervals[0].to: is out of range; accepted: 18:00–24:00.");
        Add(""" "limits": { "messagesPerConversation": 5 } """, "limits.messagesPerConversation: a number from 10 to 2000 is expected, not 5.");
        Add(""" "greeting": 3 """, """greeting: a text is expected, or an object with a text for each language, for example { "fr": "…", "en": "…" }.""");
        Add(""" "greeting": { "ja": "?" } """, "greeting: 'ja' is not a language of the widget. Use one of: fr, en, es, de, it, nl, pt, ar.");
        Add(""" "greeting": { "fr": "Salut", "de": "Hallo" } """, "greeting.de: 'de' is not among the chatbot's languages; add it to 'languages' or leave the text out.");
        Add(""" "suggestions": { "fr": "?" } """, """suggestions: fr: a list of texts is expected, for example ["…"].""");
        Add(""" "languages": [] """, "languages: is empty; a value is needed.");
        Add(""" "languages": ["fr", "ja"] """, "languages: 'ja' is not accepted; accepted: fr, en, es, de, it, nl, pt, ar.");
        Add(""" "formOfAddress": "du" """, "formOfAddress: 'du' is not accepted; accepted: vous, tu.");
        return faults;

        void Add(string json, string problem) => faults.Add(
            $$"""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", {{json}} } ] } ] }""", "clients[0].chatbots[0]." + problem);
    }

    [Fact]
    public async Task Faults_are_all_reported_at_once()
    {
        var problems = await _host.RefusesAsync("""{ "models": [ { "key": "m", "provider": 3, "price": 1 } ], "clients": {} }""");

        Assert.Equal(
            [
                "models[0].provider: a text is expected, not 3.",
                "models[0].price: there is no such property; accepted here: active, cachedInputPrice, inputPrice, key, name, outputPrice, provider, quota.",
                "clients: a list of objects is expected, not an object.",
                "models[0].name: is missing; a new model needs the name its provider knows it by.",
            ],
            problems);
    }

    [Theory]
    [InlineData("{ \"clients\": [\n { \"key\" \"c\" } ] }", "line 2: it cannot be read as JSON.")]
    [InlineData("{ \"clients\": [], \"clients\": [] }", "clients: stands twice; write it once.")]
    public async Task File_that_is_no_JSON_is_refused_as_such(string json, string beginning)
    {
        Assert.Contains(beginning, Assert.Single(await _host.RefusesAsync(json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_fault_changes_nothing()
    {
        await _host.RefusesAsync("""{ "clients": [ { "key": "good", "name": "Good" }, { "key": "bad", "name": "Bad", "defaultRoute": ["none"] } ] }""");

        Assert.Empty((await _host.Get<ClientService>().ListAsync(null, null, null, 10, CancellationToken.None)).Items);
    }

    [Fact]
    public async Task A_public_key_of_another_client_is_not_taken_over()
    {
        await _host.BootstrapAsync("""{ "clients": [ { "key": "one", "name": "One", "chatbots": [ { "key": "a", "name": "A", "publicKey": "pk_one" } ] } ] }""");

        var problems = await _host.RefusesAsync("""{ "clients": [ { "key": "two", "name": "Two", "chatbots": [ { "key": "a", "name": "A", "publicKey": "pk_one" } ] } ] }""");

        Assert.Equal(["clients[0].chatbots[0].publicKey: 'pk_one' belongs to another chatbot already."], problems);
    }
}
