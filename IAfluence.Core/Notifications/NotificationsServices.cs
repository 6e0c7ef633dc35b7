using IAfluence.Core.Notifications.Smtp;
using IAfluence.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications;

/// <summary>Registers the services of the Notifications room.</summary>
public static class NotificationsServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddPlatformCollection(Email.Collection)
            .AddSingleton<Outbox>()
            .AddSingleton<OutboxSender>()
            .AddSingleton<MailHealth>()
            .AddSingleton<MailLinks>()
            .AddSingleton<AlertRecipients>()
            .AddSingleton<AlertWords>()
            .AddSingleton<TestMail>()
            .AddSingleton(new SmtpTrust(Also: null))
            .AddSingleton(new SmtpTimeouts())
            .AddSingleton<SmtpTransport>()
            .AddSingleton(provider => new FolderTransport(
                provider.GetRequiredService<IOptions<EmailOptions>>(), provider.GetRequiredService<IOptions<StorageOptions>>(), provider.GetService<IHostEnvironment>()))
            .AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<EmailOptions>>().Value.IsSmtp
                ? provider.GetRequiredService<SmtpTransport>()
                : provider.GetRequiredService<FolderTransport>())
            .AddSingleton<OutboxWorker>()
            .AddPeriodic<OutboxWorker>(
                (worker, ct) => worker.RunAsync(ct),
                new(TimeSpan.FromSeconds(2), "The outbox could not be processed; the next attempt follows") { First = FirstRun.AtStart });
    }
}
