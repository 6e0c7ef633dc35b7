using System.Net;
using System.Text.Json;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Tests.Storage;
using IAfluence.Web.Hosting;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IAfluence.Tests.Testing;

/// <summary>
/// Starts the whole application in memory, on a store of its own, with a clock that can be set forward; its members are the vocabulary of
/// the tests that speak HTTP. It has an owner and no demonstration, unless its settings say otherwise.
/// </summary>
public sealed partial class IAfluenceApp : IAsyncDisposable
{
    public const string OwnerEmail = "owner@agency.example";
    public const string Password = "un chat dort sur le toit";

    private readonly Start _start;
    private readonly Factory _factory;
    private readonly StringWriter _console = new();

    private IAfluenceApp(Start start)
    {
        if (start.At is { } at)
            Time.Advance(at - Time.GetUtcNow());
        _start = start;
        _factory = new Factory(builder =>
        {
            builder.UseEnvironment(Environments.Production);
            builder.UseSetting("Storage:Path", Folder);
            builder.UseSetting("Bootstrap:Demo", "false");
            // The encoder takes 135 MB and a second to load in each application; tests that are about it say so.
            builder.UseSetting("Encoder:Kind", "none");
            builder.UseSetting("Bootstrap:AdminEmail", OwnerEmail);
            builder.UseSetting("Bootstrap:AdminPassword", Password);
            foreach (var (key, value) in start.Settings)
                builder.UseSetting(key, value);
            builder.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(replaced =>
            {
                replaced.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                replaced.Replace(ServiceDescriptor.Singleton(new OperatorConsole(_console)));
                // The real count takes a tenth of a second, which tests that sign in often cannot spare.
                replaced.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                start.Services?.Invoke(replaced);
            });
        });
        BelowHttp = new BelowHttp(_factory.Services);
        Visitor = NewBrowser();
    }

    public JumpingTime Time { get; } = new();

    /// <summary>The folder of the store.</summary>
    public string Folder => _start.Folder;

    /// <summary>The browser that the methods of the application itself use.</summary>
    public Browser Visitor { get; }

    /// <summary>The loopback provider of an application that was started with a bootstrap file.</summary>
    public LoopbackOpenAi Upstream => _start.Upstream ?? throw new InvalidOperationException("This application was started without a bootstrap file.");

    /// <summary>What was printed on the console for whoever started the application.</summary>
    public string ConsoleText => _console.ToString();

    /// <summary>The one way past HTTP, for the vocabulary in this folder: a test itself calls a member that says what is prepared or read.</summary>
    internal BelowHttp BelowHttp { get; }

    /// <param name="settings">Such as ("PublicUrl", "https://chat.example"); an empty value takes a default of the tests away.</param>
    public static Task<IAfluenceApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, null, settings);

    /// <param name="folder">The folder of a store that other applications use too; null for one of its own.</param>
    /// <param name="services">Replaces what lies outside the application, such as providers' HTTP handlers.</param>
    public static Task<IAfluenceApp> StartAsync(string? folder, Action<IServiceCollection>? services, params (string Key, string Value)[] settings) =>
        StartedAsync(Start.In(folder, services, settings));

    /// <param name="at">What its clock shows when it starts.</param>
    /// <param name="folder">The folder of a store that was kept.</param>
    public static Task<IAfluenceApp> StartAtAsync(DateTimeOffset at, string folder, params (string Key, string Value)[] settings) =>
        StartedAsync(Start.In(folder, null, settings) with { At = at });

    /// <summary>Starts it with a bootstrap file, beside a loopback provider; rate limits are off unless the settings say otherwise.</summary>
    /// <param name="bootstrap">Makes the file's content for the provider; serialized as JSON.</param>
    private static async Task<IAfluenceApp> StartBootstrappedAsync(
        Func<LoopbackOpenAi, object> bootstrap, Action<IServiceCollection>? services, params (string Key, string Value)[] settings)
    {
        var upstream = await LoopbackOpenAi.StartAsync();
        var start = Start.In(null, services, settings) with { Upstream = upstream, OwnsUpstream = true };
        var file = Path.Combine(start.Folder, "bootstrap.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(bootstrap(upstream)));
        return await StartedAsync(start with { Settings = [("Bootstrap:File", file), ("RateLimits:Enabled", "false"), .. settings] });
    }

    /// <summary>Starts with this bootstrap file, beside a loopback provider.</summary>
    /// <param name="bootstrap">Makes the file's content for the provider; serialized as JSON.</param>
    public static Task<IAfluenceApp> StartWithFileAsync(Func<LoopbackOpenAi, object> bootstrap) => StartBootstrappedAsync(bootstrap, null);

    /// <summary>Starts another process on the same folder, with the same settings and beside the same provider.</summary>
    public Task<IAfluenceApp> StartAnotherAsync() => StartedAsync(_start with { OwnFolder = null, OwnsUpstream = false });

    private static async Task<IAfluenceApp> StartedAsync(Start start)
    {
        var app = new IAfluenceApp(start);
        // The first request waits until the application has started.
        using var ready = await app.Visitor.Http.GetAsync("/health/ready");
        ready.EnsureSuccessStatusCode();
        return app;
    }

    /// <param name="address">Scheme and host as the browser sees them.</param>
    /// <param name="cookies">What the browser holds; nothing unless told.</param>
    public Browser NewBrowser(string address = "http://localhost", CookieContainer? cookies = null)
    {
        cookies ??= new CookieContainer();
        return new Browser(_factory.CreateDefaultClient(new Uri(address), new RedirectHandler(), new CookieContainerHandler(cookies)), cookies);
    }

    public Task<OpenedPage> OpenAsync(string address) => Visitor.OpenAsync(address);

    public Task<OpenedPage> SubmitAsync(AngleSharp.Html.Dom.IHtmlFormElement form, object? values = null, bool htmx = false) =>
        Visitor.SubmitAsync(form, values, htmx);

    /// <summary>Signs in through the page; as the owner unless told.</summary>
    /// <returns>The page that sign-in leads to.</returns>
    public Task<OpenedPage> SignInAsync(string email = OwnerEmail, string password = Password) => SignInAsync(Visitor, email, password);

    public static async Task<OpenedPage> SignInAsync(Browser browser, string email = OwnerEmail, string password = Password)
    {
        var login = await browser.OpenAsync("/login");
        return await browser.SubmitAsync(login.Form(), new { Form_Email = email, Form_Password = password });
    }

    public async Task<Client> HasClientAsync(string name)
    {
        var client = new Client
        {
            Id = NewId.Of<ClientId>(Time),
            Key = SortKeys.Of(name).Replace(' ', '-'),
            Name = name,
            NameSortKey = SortKeys.Of(name),
            Locale = "fr",
            TimeZone = "Europe/Paris",
            CreatedAt = Time.GetUtcNow(),
        };
        await BelowHttp.Get<PlatformDocuments<Client>>().Insert(client);
        return client;
    }

    /// <summary>Someone who signs in with <see cref="Password"/> and has a role in one client.</summary>
    public async Task<User> HasMemberAsync(Client client, ClientRole role, string email)
    {
        var user = BelowHttp.InScope<OwnerCreation, User>(creation => creation.NewUser(email, Password, null, null));
        await BelowHttp.Get<PlatformDocuments<User>>().Insert(user);
        await BelowHttp.Get<UserRights>().GrantAsync(user.Id, client.Id, role);
        return user;
    }

    /// <summary>Gives a member another role, as the users' page would.</summary>
    public Task GrantAsync(User user, Client client, ClientRole role) => BelowHttp.Get<UserRights>().GrantAsync(user.Id, client.Id, role);

    /// <summary>Another browser that holds the same cookies as this one does now.</summary>
    /// <param name="browser">Whose; the application's own unless told.</param>
    /// <param name="app">Where the copy is used; this application unless told.</param>
    public Browser CopyOfSession(Browser? browser = null, IAfluenceApp? app = null) =>
        (app ?? this).NewBrowser(cookies: (browser ?? Visitor).CopyOfCookies());

    /// <summary>Sends one request with nothing added: no cookies, no redirects followed.</summary>
    public async Task<HttpResponseMessage> SendBareAsync(string address, HttpRequestMessage request)
    {
        using var http = _factory.CreateDefaultClient(new Uri(address));
        return await http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _console.DisposeAsync();
        if (_start.OwnsUpstream)
            await _start.Upstream!.DisposeAsync();
        _start.OwnFolder?.Delete();
    }

    /// <summary>What an application was started with. Disposing the application deletes what it owns: the folder and the provider.</summary>
    private sealed record Start(
        string Folder, TemporaryFolder? OwnFolder, Action<IServiceCollection>? Services, IReadOnlyList<(string Key, string Value)> Settings)
    {
        public LoopbackOpenAi? Upstream { get; init; }

        public bool OwnsUpstream { get; init; }

        public DateTimeOffset? At { get; init; }

        public static Start In(string? folder, Action<IServiceCollection>? services, IReadOnlyList<(string Key, string Value)> settings)
        {
            var own = folder is null ? new TemporaryFolder() : null;
            return new Start(folder ?? own!.Path, own, services, settings);
        }
    }

    private sealed class Factory(Action<IWebHostBuilder> configure) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => configure(builder);
    }
}
