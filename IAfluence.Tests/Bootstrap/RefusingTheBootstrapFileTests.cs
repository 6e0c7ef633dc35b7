using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Bootstrap;

public sealed class RefusingTheBootstrapFileTests : IAsyncLifetime
{
    private CoreHost _host = null!;

    public async Task InitializeAsync() => _host = await CoreHost.StartOnSystemClockAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{ "client": [] }""", "client: is not a known property. Use one of: clients, defaultRoute, models, providers.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "preset": "nobody" } ] }""", "providers[0].preset: 'nobody' is not a valid value. Use one of: openai, azure-openai, anthropic, mistral, groq, ollama, vllm, lm-studio, other.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "anthropic", "preset": "ollama" } ] }""", "providers[0].preset: 'ollama' is a preset of another kind. Change 'kind' or 'preset'.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "preset": "azure-openai", "apiKey": "x" } ] }""", "providers[0].baseUrl: is missing. Preset azure-openai needs an address, for example https://my-resource.openai.azure.com.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "mistral" } ] }""", "providers[0].kind: 'mistral' is not a valid value. Use one of: openai, anthropic, builtin.")]
    [InlineData("""{ "providers": [ { "key": "p" } ] }""", "providers[0].kind: is missing. Use one of: openai, anthropic, builtin.")]
    [InlineData("""{ "providers": [ { "key": "p", "kind": "openai", "baseUrl": "localhost:11434" } ] }""", "providers[0].baseUrl: 'localhost:11434' is not a valid address. Use one such as https://api.openai.com/v1.")]
    [InlineData("""{ "providers": [ { "key": "Main", "kind": "openai" } ] }""", "providers[0].key: 'Main' is not a valid key. Use 1 to 60 lowercase letters, digits or hyphens.")]
    [InlineData("""{ "providers": [ { "kind": "openai" } ] }""", "providers[0].key: is missing. Every object needs a key.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "none", "name": "m" } ] }""", "models[0].provider: provider 'none' does not exist. Use one of: builtin.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m", "inputPrice": "0.15" } ] }""", "models[0].inputPrice: expected a number from 0 to 1000, not a string.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m", "quota": { "period": "year", "cost": 50 } } ] }""", "models[0].quota.period: 'year' is not a valid value. Use one of: month, day.")]
    [InlineData("""{ "models": [ { "key": "m", "provider": "builtin", "name": "m" }, { "key": "m", "provider": "builtin", "name": "m" } ] }""", "models[1].key: 'm' is already the key of models[0]. Use another key.")]
    [InlineData("""{ "defaultRoute": ["builtin", "large"] }""", "defaultRoute[1]: model 'large' does not exist. Use one of: builtin.")]
    [InlineData("""{ "defaultRoute": "builtin" }""", "defaultRoute: expected an array of strings, not a string.")]
    [InlineData("""{ "clients": [ { "key": "c", "quota": {}, "name": "C" } ] }""", "clients[0].quota: has no limit. Set messages, tokens or cost (in US dollars), or use null for no quota.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "allowedProcessors": { "providers": ["builtin", "gone"] } } ] }""", "clients[0].allowedProcessors.providers[1]: provider 'gone' does not exist.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "allowedProcessors": { "countries": [] } } ] }""", "clients[0].allowedProcessors.countries: is not a known property. Use one of: providers, regions.")]
    [InlineData("""{ "clients": [ { "key": "c" } ] }""", "clients[0].name: is missing. A new client needs a name.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "locale": "de" } ] }""", "clients[0].locale: 'de' is not a valid value. Use one of: fr, en.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "timeZone": "Paris" } ] }""", "clients[0].timeZone: 'Paris' is not a valid time zone. Use an IANA name, for example Europe/Paris.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "a", "name": "A" }, { "key": "b", "name": "B", "colour": "red" } ] } ] }""",
        "clients[0].chatbots[1].colour: is not a known property. Use one of: active, allowedOrigins, answerCache, apology, appearance, behaviour, contact, formOfAddress, greeting, handover, hours, images, key, knowledge, languages, limits, locale, name, offMessage, publicKey, quota, route, suggestions, synonyms, systemPrompt, temperature.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "hook": "function on_message(m) end" } ] } ] }""", "clients[0].chatbots[0].hook: this version does not support hooks. Remove this property.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "synonyms": ["un, deux", "seul"] } ] } ] }""", "clients[0].chatbots[0].synonyms[1]: 'seul' is one word. Use at least two, separated by commas.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "route": ["x"] } ] } ] }""", "clients[0].chatbots[0].route[0]: model 'x' does not exist. Use one of: builtin.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "route": [] } ] } ] }""", "clients[0].chatbots[0].route: is empty. Set a value.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "allowedOrigins": ["not an origin"] } ] } ] }""",
        "clients[0].chatbots[0].allowedOrigins: 'not an origin' is not a valid origin. Use a scheme and host, for example https://www.example.com or https://*.example.com.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "limits": { "messageCharacters": 12.5 } } ] } ] }""",
        "clients[0].chatbots[0].limits.messageCharacters: expected an integer, not 12.5.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "appearance": { "color": "red" } } ] } ] }""", "clients[0].chatbots[0].appearance.color: is not a valid color. Use a hexadecimal color, for example #2563eb.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "publicKey": "clé" } ] } ] }""",
        "clients[0].chatbots[0].publicKey: 'clé' is not a valid public key. Use 3 to 60 letters, digits, hyphens or underscores.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "a", "name": "A", "publicKey": "pk_1" }, { "key": "b", "name": "B", "publicKey": "pk_1" } ] } ] }""",
        "clients[0].chatbots[1].publicKey: 'pk_1' is already the public key of clients[0].chatbots[0]. Use another public key.")]
    [InlineData("""{ "clients": [ { "key": "c", "name": "C", "chatbots": [ { "key": "b", "name": "B", "knowledge": [ { "key": "k", "title": "T" } ] } ] } ] }""", "clients[0].chatbots[0].knowledge[0].text: is missing. A new knowledge text needs a text.")]
    [MemberData(nameof(FaultsOfTheWidget))]
    [InlineData("""[]""", "The file does not contain a JSON object.")]
    public async Task A_fault_is_named_by_its_path_with_what_is_accepted(string json, string problem)
    {
        Assert.Equal([problem], await _host.RefusesAsync(json));
    }

    public static TheoryData<string, string> FaultsOfTheWidget()
    {
        var faults = new TheoryData<string, string>();
        Add(""" "appearance": { "launcher": "star" } """, "appearance.launcher: 'star' is not a valid value. Use one of: round, square, bar.");
        Add(""" "appearance": { "launcher": "bar" } """, "appearance.launcherLabel: is empty. Set a value.");
        Add(""" "appearance": { "radius": 25 } """, "appearance.radius: expected a number from 0 to 24, not 25.");
        Add(""" "appearance": { "css": "body { color: red }" } """, "appearance.css: 'body' is not allowed in this CSS. Use rules for documented parts only, for example ::part(launcher) { color: #fff }.");
        Add(""" "behaviour": { "pages": { "include": ["shop"] } } """, "behaviour.pages.include: 'shop' is not a valid page path. Use a path that starts with /, for example /shop/*.");
        Add(""" "behaviour": { "invitation": { "text": "?" } } """, "behaviour.invitation.afterSeconds: is empty. Set a value.");
        Add(""" "behaviour": { "consent": { "text": "?", "policyUrl": "http://x.example" } } """, "behaviour.consent.policyUrl: 'http://x.example' is not a valid address. Use one that starts with https://.");
        Add(""" "behaviour": { "consent": { "text": "?", "link": "" } } """, "behaviour.consent.link: is not a known property. Use one of: policyUrl, text.");
        Add(""" "contact": { "sendTo": "nobody" } """, "contact.sendTo: 'nobody' is not a valid e-mail address. Use one address, for example name@example.com.");
        Add(""" "contact": { "email": "off" } """, "contact.email: is empty. Set a value.");
        Add(""" "hours": { "intervals": [ { "day": 0, "from": "18:00", "to": "9h" } ] } """, "hours.intervals[0].to: '9h' is not a valid time. Use a time from 00:00 to 24:00.");
        Add(""" "hours": { "intervals": [ { "day": 0, "from": "18:00", "to": "09:00" } ] } """, "hours.intervals[0].to: is out of range. Allowed: 18:00–24:00.");
        Add(""" "limits": { "messagesPerConversation": 5 } """, "limits.messagesPerConversation: expected a number from 10 to 2000, not 5.");
        Add(""" "greeting": 3 """, """greeting: expected a string, or an object with a string for each language, for example { "fr": "…", "en": "…" }.""");
        Add(""" "greeting": { "ja": "?" } """, "greeting: 'ja' is not a language of the widget. Use one of: fr, en, es, de, it, nl, pt, ar.");
        Add(""" "greeting": { "fr": "Salut", "de": "Hallo" } """, "greeting.de: 'de' is not one of the chatbot's languages. Add it to 'languages' or remove the text.");
        Add(""" "suggestions": { "fr": "?" } """, """suggestions: fr: expected an array of strings, for example ["…"].""");
        Add(""" "languages": [] """, "languages: is empty. Set a value.");
        Add(""" "languages": ["fr", "ja"] """, "languages: 'ja' is not a valid value. Use one of: fr, en, es, de, it, nl, pt, ar.");
        Add(""" "formOfAddress": "du" """, "formOfAddress: 'du' is not a valid value. Use one of: vous, tu.");
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
                "models[0].provider: expected a string, not 3.",
                "models[0].price: is not a known property. Use one of: active, cachedInputPrice, inputPrice, key, name, outputPrice, provider, quota.",
                "clients: expected an array of objects, not an object.",
                "models[0].name: is missing. Use the provider's name for the model.",
            ],
            problems);
    }

    [Theory]
    [InlineData("{ \"clients\": [\n { \"key\" \"c\" } ] }", "line 2: the file is not valid JSON.")]
    [InlineData("{ \"clients\": [], \"clients\": [] }", "clients: appears twice. Keep one.")]
    public async Task File_that_is_not_JSON_is_refused_with_the_reason(string json, string beginning)
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

        Assert.Equal(["clients[0].chatbots[0].publicKey: 'pk_one' is already used by another chatbot. Use another public key."], problems);
    }
}
