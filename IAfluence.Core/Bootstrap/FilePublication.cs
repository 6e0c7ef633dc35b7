using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Publishes what the bootstrap file changes of a chatbot: into its published version, which becomes a new one, and into its draft.</summary>
public sealed partial class FilePublication(ChatbotVersions versions, ChatbotPublisher publisher, ILogger<FilePublication> log)
{
    /// <returns>The published version; null when the chatbot is gone.</returns>
    internal Task<ChatbotVersion?> FindOrNullAsync(Chatbot chatbot, CancellationToken ct) => versions.FindPublishedOrNullAsync(chatbot.ClientId, chatbot.Id, ct);

    /// <summary>Publish checks do not hold the file up; what they find is logged.</summary>
    /// <param name="item">The chatbot in the file.</param>
    /// <param name="change">Makes the file's changes to the published settings.</param>
    /// <param name="ct">The caller's own.</param>
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} of the bootstrap file is published; a check found {Code} ({Arguments})")]
        public static partial void Found(ILogger log, string path, string code, string arguments);
    }
}
