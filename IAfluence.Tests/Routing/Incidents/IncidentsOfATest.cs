using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Incidents;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Routing.Incidents;

/// <summary>An installation with two models, and attempts as a route closes them.</summary>
internal static class IncidentsOfATest
{
    public static readonly ModelId Small = new("small");
    public static readonly ModelId Haiku = new("haiku");

    public static async Task<CoreHost> StartAsync(CoreHost? onDatabaseOf = null, params (string Key, string Value)[] settings)
    {
        var core = await CoreHost.StartAsync(onDatabaseOf, null, settings);
        if (onDatabaseOf is null)
        {
            await core.Get<PlatformDocuments<Provider>>().Insert(new Provider { Id = new("main"), Key = "main", Kind = ProviderKind.Builtin });
            await core.HasModelAsync(Small, "gpt-4o-mini", new ModelPrice(1, 150_000, 75_000, 600_000));
            await core.HasModelAsync(Haiku, "claude-haiku-4-5", new ModelPrice(1, 1_000_000, 1_000_000, 5_000_000));
        }

        await core.Get<ProviderCatalog>().RefreshAsync(default);
        return core;
    }

    public static async Task HasModelAsync(this CoreHost core, ModelId id, string name, ModelPrice price) =>
        await core.Get<PlatformDocuments<Model>>().Insert(new Model { Id = id, Key = id.Value, ProviderId = new("main"), Name = name, Price = price });

    public static async Task<User> HasUserAsync(this CoreHost core, string email, PlatformRole role = PlatformRole.Owner, string? locale = "fr", params AlertKind[] muted)
    {
        var user = new User
        {
            Id = NewId.Of<UserId>(core.Time),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            Locale = locale,
            PlatformRole = role,
            MutedAlerts = muted,
            SecurityStamp = "stamp",
            CreatedAt = core.Time.GetUtcNow(),
        };
        await core.Get<PlatformDocuments<User>>().Insert(user);
        return user;
    }

    public static async Task FailsAsync(this CoreHost core, ModelId model, ProviderFailure failure = ProviderFailure.QuotaExhausted, int times = 1)
    {
        for (var n = 0; n < times; n++)
            core.Reports(model, AttemptOutcome.Failed, failure);
        await core.StepAsync();
    }

    public static async Task SucceedsAsync(this CoreHost core, ModelId model)
    {
        core.Reports(model, AttemptOutcome.Completed, null);
        await core.StepAsync();
    }

    /// <summary>Lets time pass as processes live it: a look every few seconds.</summary>
    public static async Task PassesAsync(this CoreHost core, TimeSpan time)
    {
        var until = core.Time.GetUtcNow() + time;
        while (core.Time.GetUtcNow() < until)
        {
            var step = until - core.Time.GetUtcNow();
            core.Time.Advance(step < TimeSpan.FromSeconds(30) ? step : TimeSpan.FromSeconds(30));
            await core.StepAsync();
        }
    }

    public static async Task StepAsync(this CoreHost core)
    {
        await core.Get<IncidentProcess>().ProcessReportsAsync(default);
        await core.Get<IncidentProcess>().SweepAsync(default);
    }

    public static void Reports(this CoreHost core, ModelId model, AttemptOutcome outcome, ProviderFailure? failure) =>
        core.Get<IncidentFeed>().AttemptClosed(new Attempt
        {
            Id = NewId.Of<AttemptId>(core.Time),
            ClientId = new ClientId("martin"),
            ChatbotId = new ChatbotId("accueil"),
            VersionId = new ChatbotVersionId("1"),
            ConversationId = new ConversationId("c"),
            MessageId = new MessageId("m"),
            ReplyId = new MessageId("r"),
            Number = 1,
            ProviderId = new ProviderId("main"),
            ModelId = model,
            Price = ModelPrice.Free,
            Outcome = outcome,
            Failure = failure,
            StartedAt = core.Time.GetUtcNow(),
        });

    /// <summary>What has been put in the outbox, oldest first.</summary>
    public static async Task<IReadOnlyList<Email>> MailsAsync(this CoreHost core) =>
        [.. (await core.Get<PlatformDocuments<Email>>().ListAsync(new DocumentQuery<Email>().Take(1000), default)).Items.OrderBy(mail => mail.CreatedAt)];

    public static async Task<IReadOnlyList<Incident>> IncidentsAsync(this CoreHost core) =>
        (await core.Get<IncidentLists>().ListAsync(null, null, 100, default)).Items;
}
