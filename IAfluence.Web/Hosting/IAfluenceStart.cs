using System.Text.RegularExpressions;
using IAfluence.Core.Bootstrap;
using IAfluence.Core.Storage;
using IAfluence.Web.Keys;
using IAfluence.Web.Sessions;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>Prepares the application before it listens, and runs it.</summary>
public static partial class IAfluenceStart
{
    /// <summary>Runs until stopped. Invalid settings are printed as messages instead of a stack trace.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunWithChecksAsync(this WebApplication app)
    {
        try
        {
            await PrepareAsync(app.Services, app.Lifetime.ApplicationStopping);
        }
        catch (Exception refused) when (MessagesOf(refused) is { Count: > 0 } messages)
        {
            await Console.Error.WriteLineAsync("IAfluence did not start:");
            foreach (var message in messages)
                await Console.Error.WriteLineAsync("  " + message);
            return 1;
        }
        await app.RunAsync();
        return 0;
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetService<IStartupValidator>()?.Validate();
        await services.PrepareStorageAsync(ct);
        await services.GetRequiredService<MasterKeyCheck>().LoadAsync(ct);
        var bootstrap = services.GetRequiredService<IOptions<BootstrapOptions>>().Value;
        await services.GetRequiredService<Bootstrapper>().RunAsync(bootstrap.File, bootstrap.Demo, ct);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OwnerCreation>().CreateFromSettingsAsync(ct);
    }

    private static List<string> MessagesOf(Exception refused) => refused switch
    {
        OptionsValidationException options => [.. options.Failures.Select(RemovePreamble)],
        StartRefusedException start => [start.Message],
        StorageUnavailableException store => [$"Storage:Path: {store.Message} {store.InnerException?.Message}".TrimEnd()],
        BootstrapException bootstrap => [.. bootstrap.Problems],
        AggregateException several when several.InnerExceptions.All(each => MessagesOf(each).Count > 0) => [.. several.InnerExceptions.SelectMany(MessagesOf)],
        InvalidOperationException when ConversionFailure().Match(refused.Message) is { Success: true } match =>
            [$"{match.Groups["key"]}: '{match.Groups["value"]}' is not a valid value. Use {(match.Groups["type"].Value == "Boolean" ? "'true' or 'false'" : "an integer")}."],
        _ => [],
    };

    // The configuration binder's message contains key and value, but is not written for operators.
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.+)' to type 'System\\.(?<type>Boolean|Int32)'")]
    private static partial Regex ConversionFailure();

    // Removes "DataAnnotation validation failed for 'X' members: '' with the error:", which does not help an operator.
    private static string RemovePreamble(string failure)
    {
        const string before = "with the error: '";
        var start = failure.IndexOf(before, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + before.Length)..].TrimEnd('.').TrimEnd('\'');
    }
}

/// <summary>The application cannot start until the operator fixes a problem; the message says what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
