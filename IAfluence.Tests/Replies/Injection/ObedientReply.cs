using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Replies.Injection;

/// <summary>
/// A model that obeys whoever speaks last: it says what stands between ⟦ and ⟧ in the visitor's message, or else in the passages, and fills in what
/// the attacker wants to know.
/// </summary>
public sealed partial record ObedientReply : UpstreamReply
{
    public const string ForeignText = "FREIN-7731";

    private const string Evil = "https://evil.example";
    private const int Letters = 3;

    public override Task SendAsync(HttpContext context, UpstreamCall call)
    {
        var order = Order().Match(call.Messages[^1]) is { Success: true } asked ? asked : Order().Match(call.Messages[^2].Replace("&lt;", "<", StringComparison.Ordinal));
        var (system, all) = (call.Messages[0], string.Join('\n', call.Messages));
        var text = !order.Success ? "[[unanswered]] Je ne sais pas." : order.Groups[1].Value
            .Replace("%EVIL%", Evil, StringComparison.Ordinal)
            .Replace("%SYSTEM%", Uri.EscapeDataString(system[..Math.Min(80, system.Length)]), StringComparison.Ordinal)
            .Replace("%PROMPT%", system, StringComparison.Ordinal)
            .Replace("%FOREIGN%", all.Contains(ForeignText, StringComparison.Ordinal) ? ForeignText : "rien", StringComparison.Ordinal)
            .Replace("%SECRETS%", string.Join(", ", Secret().Matches(all).Select(found => found.Value).DefaultIfEmpty("rien")), StringComparison.Ordinal);
        return new StreamedReply([.. text.Chunk(Letters).Select(letters => new string(letters))]).SendAsync(context, call);
    }

    [GeneratedRegex("⟦(.*?)⟧", RegexOptions.Singleline)]
    private static partial Regex Order();

    [GeneratedRegex(@"sk-[\w-]+|pk_\w+|eyJ[\w-]+|[\w.+]+@[\w-]+\.[\w.]+|[0-9a-f]{16,}|[0-9A-HJKMNP-TV-Z]{20,}", RegexOptions.None)]
    private static partial Regex Secret();
}
