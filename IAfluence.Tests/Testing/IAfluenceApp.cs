using System.Net;
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
/// The tests' vocabulary: the real application in memory, on a store of its own, with a clock that can be set forward. It starts with
/// an owner and without the demonstration, unless its settings say otherwise.
/// </summary>
public sealed class IAfluenceApp : IAsyncDisposable
{
    public const string OwnerEmail = "owner@agency.example";
    public const string Password = "un chat dort sur le toit";

    private readonly TemporaryFolder? _ownFolder;
    private readonly Factory _factory;
    private readonly StringWriter _console = new();

    private IAfluenceApp(string? folder, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services, DateTimeOffset? at = null)
    {
        if (at is { } start)
            Time.Advance(start - Time.GetUtcNow());
        _ownFolder = folder is null ? new TemporaryFolder() : null;
        Folder = folder ?? _ownFolder!.Path;
        _factory = new Factory(builder =>
        {
            builder.UseEnvironment(Environments.Production);
            builder.UseSetting("Storage:Path", Folder);
            builder.UseSetting("Bootstrap:Demo", "false");
            builder.UseSetting("Bootstrap:AdminEmail", OwnerEmail);
            builder.UseSetting("Bootstrap:AdminPassword", Password);
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(replaced =>
            {
                replaced.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                replaced.Replace(ServiceDescriptor.Singleton(new OperatorConsole(_console)));
                // The real count takes a tenth of a second, which tests that sign in often cannot spare.
                replaced.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                services?.Invoke(replaced);
            });
        });
        Visitor = NewBrowser();
    }

    public JumpingTime Time { get; } = new();

    /// <summary>The folder of the store.</summary>
    public string Folder { get; }

    /// <summary>The browser that the methods of the application itself use.</summary>
    public Browser Visitor { get; }

    /// <summary>What was printed on the console for whoever started the application.</summary>
    public string ConsoleText => _console.ToString();

    /// <param name="settings">Such as ("PublicUrl", "https://chat.example"); an empty value takes a default of the tests away.</param>
    public static Task<IAfluenceApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, null, settings);

    /// <param name="folder">The folder of a store that other applications use too; null for one of its own.</param>
    /// <param name="services">Replaces what lies outside the application, such as providers' HTTP handlers.</param>
    public static Task<IAfluenceApp> StartAsync(string? folder, Action<IServiceCollection>? services, params (string Key, string Value)[] settings) =>
        StartedAsync(new IAfluenceApp(folder, settings.ToDictionary(setting => setting.Key, setting => setting.Value), services));

    /// <param name="at">What its clock shows when it starts.</param>
    /// <param name="folder">The folder of a store that was kept.</param>
    public static Task<IAfluenceApp> StartAtAsync(DateTimeOffset at, string folder, params (string Key, string Value)[] settings) =>
        StartedAsync(new IAfluenceApp(folder, settings.ToDictionary(setting => setting.Key, setting => setting.Value), null, at));

    private static async Task<IAfluenceApp> StartedAsync(IAfluenceApp app)
    {
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
        await Service<PlatformDocuments<Client>>().Insert(client);
        return client;
    }

    /// <summary>Someone who signs in with <see cref="Password"/> and has a role in one client.</summary>
    public async Task<User> HasMemberAsync(Client client, ClientRole role, string email)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        var user = scope.ServiceProvider.GetRequiredService<OwnerCreation>().NewUser(email, Password, null, null);
        await Service<PlatformDocuments<User>>().Insert(user);
        await Service<UserRights>().GrantAsync(user.Id, client.Id, role);
        return user;
    }

    /// <summary>Gives a member another role, as the users' page would.</summary>
    public Task GrantAsync(User user, Client client, ClientRole role) => Service<UserRights>().GrantAsync(user.Id, client.Id, role);

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

    /// <summary>For the vocabulary itself: tests speak through pages and addresses.</summary>
    internal T Service<T>() where T : notnull => _factory.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _console.DisposeAsync();
        _ownFolder?.Delete();
    }

    private sealed class Factory(Action<IWebHostBuilder> configure) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => configure(builder);
    }
}
