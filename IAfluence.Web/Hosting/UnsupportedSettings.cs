using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>
/// Settings of features that this version does not have. When one is set, start-up fails, so that an operator does not rely on a missing
/// database or cache. Remove a line when its feature is added.
/// </summary>
internal sealed class UnsupportedSettings(IConfiguration configuration) : IValidateOptions<SiteOptions>
{
    private static readonly (string Key, string Accepted, string Feature)[] Settings =
    [
        ("Storage:MongoDb:ConnectionString", "", "the MongoDB engine"),
        ("Storage:MongoDb:Database", "iafluence", "the MongoDB engine"),
        ("Cache:Redis", "", "a Redis cache"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "", "traces and metrics through OpenTelemetry"),
    ];

    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        var given = Settings
            .Where(setting => configuration[setting.Key] is { Length: > 0 } value && !value.Equals(setting.Accepted, StringComparison.OrdinalIgnoreCase))
            .Select(setting => $"{setting.Key}: this version does not support {setting.Feature}. Leave the setting {(setting.Accepted.Length == 0 ? "empty" : $"at '{setting.Accepted}'")}.")
            .ToList();
        return given.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(given);
    }
}
