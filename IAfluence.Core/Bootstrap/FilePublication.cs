using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Publishes a chatbot's changes from the bootstrap file: as a new published version, and into the draft.</summary>
public sealed partial class FilePublication(ChatbotVersions versions, ChatbotPublisher publisher, ILogger<FilePublication> log)
{
    /// <returns>The published version; null when the chatbot was deleted.</returns>
    internal Task<ChatbotVersion?> FindOrNullAsync(Chatbot chatbot, CancellationToken ct) => versions.FindPublishedOrNullAsync(chatbot.ClientId, chatbot.Id, ct);

    /// <summary>Publishes the changes. Findings of the publish checks are logged and do not stop publication.</summary>
    /// <param name="change">Applies the file's changes to the published settings.</param>
    /// <exception cref="BootstrapException">The changed settings break rules.</exception>
    internal async Task PublishAsync(ConfigurationObject item, Chatbot stored, Func<ChatbotSettings, ChatbotSettings> change, CancellationToken ct)
    {
        if (await FindOrNullAsync(stored, ct) is not { } published)
            return;
        var outcome = await publisher.PublishChangeAsync(stored.ClientId, stored.Id, published.Settings, change(published.Settings), null, ct);
        if (!outcome.Succeeded)
            throw FaultText.Refused(item, outcome.Errors);
        foreach (var finding in outcome.Findings)
            Log.Found(log, item.Path, finding.Code, string.Join(", ", finding.Arguments));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Published {Path} of the bootstrap file, although a check reported {Code} ({Arguments})")]
        public static partial void Found(ILogger log, string path, string code, string arguments);
    }
}
