using Microsoft.Extensions.Options;

namespace IAfluence.Web.Hosting;

/// <summary>
/// Settings of the product's contract whose function this version lacks. One that is given stops the start: an operator must not
/// believe in a database or a cache that is not there. The issue that builds the function removes its line here.
/// </summary>
internal sealed class LaterSettings(IConfiguration configuration) : IValidateOptions<SiteOptions>
{
    private static readonly (string Key, string Accepted, string Lacks)[] Settings =
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
            .Select(setting => $"{setting.Key}: this version does not have {setting.Lacks}; leave it {(setting.Accepted.Length == 0 ? "empty" : $"at '{setting.Accepted}'")}.")
            .ToList();
        return given.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(given);
    }
}
