using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IAfluence.Tests.Testing;

/// <summary>How the loopback upstream words an answer: the events of a stream, ready to be sent, in the API that was called.</summary>
internal abstract class UpstreamDialect
{
    public static readonly UpstreamDialect OpenAi = new ChatCompletions();

    public static readonly UpstreamDialect Anthropic = new Messages();

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static UpstreamDialect Of(UpstreamCall call) => call.IsAnthropic ? Anthropic : OpenAi;

    /// <summary>What comes before the first token.</summary>
    public abstract IEnumerable<string> Opening(StreamedReply reply, string model);

    public abstract string Token(string model, string text);

    /// <summary>What comes after the last token.</summary>
    public abstract IEnumerable<string> Closing(StreamedReply reply, string model);

    /// <summary>A fault of the server within the stream.</summary>
    public abstract string Error();

    /// <summary>A refusal's body, from the facts as OpenAI names them.</summary>
    public abstract string Refusal(string message, string code, string type);

    private static string Json(object value) => JsonSerializer.Serialize(value, Unescaped);

    private sealed class ChatCompletions : UpstreamDialect
    {
        public override IEnumerable<string> Opening(StreamedReply reply, string model) => [];

        public override string Token(string model, string text) => Chunk(model, new { content = text }, null);

        public override IEnumerable<string> Closing(StreamedReply reply, string model)
        {
            yield return Chunk(model, new { }, reply.FinishReason);
            if (reply.Usage)
            {
                yield return Data(Json(new
                {
                    choices = Array.Empty<object>(),
                    usage = new { prompt_tokens = reply.PromptTokens, completion_tokens = reply.Tokens.Count, prompt_tokens_details = new { cached_tokens = reply.CachedTokens } },
                }));
            }

            yield return Data("[DONE]");
        }

        public override string Error() => Data("""{"error":{"message":"The server had an error.","type":"server_error","code":500}}""");

        public override string Refusal(string message, string code, string type) => Json(new { error = new { message, type, code = code.Length == 0 ? null : code } });

        private static string Chunk(string model, object delta, string? finishReason) => Data(Json(new
        {
            id = "chatcmpl-loopback",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model,
            choices = new[] { new { index = 0, delta, finish_reason = finishReason } },
        }));

        private static string Data(string json) => $"data: {json}\n\n";
    }

    private sealed class Messages : UpstreamDialect
    {
        public override IEnumerable<string> Opening(StreamedReply reply, string model)
        {
            object usage = reply.Usage
                ? new { input_tokens = reply.PromptTokens - reply.CachedTokens, cache_creation_input_tokens = 0, cache_read_input_tokens = reply.CachedTokens, output_tokens = 1 }
                : new { };
            yield return Event("message_start", new
            {
                message = new { id = "msg_loopback", type = "message", role = "assistant", model, content = Array.Empty<object>(), stop_reason = (string?)null, stop_sequence = (string?)null, usage },
            });
            yield return Event("content_block_start", new { index = 0, content_block = new { type = "text", text = "" } });
            yield return Event("ping", new { });
        }

        public override string Token(string model, string text) => Event("content_block_delta", new { index = 0, delta = new { type = "text_delta", text } });

        public override IEnumerable<string> Closing(StreamedReply reply, string model)
        {
            var reason = reply.FinishReason switch { "stop" => "end_turn", "length" => "max_tokens", "content_filter" => "refusal", var other => other };
            yield return Event("content_block_stop", new { index = 0 });
            yield return Event("message_delta", new
            {
                delta = new { stop_reason = reason, stop_sequence = (string?)null },
                usage = reply.Usage ? (object)new { output_tokens = reply.Tokens.Count } : new { },
            });
            yield return Event("message_stop", new { });
        }

        public override string Error() => Event("error", new { error = new { type = "api_error", message = "Internal server error" } });

        public override string Refusal(string message, string code, string type)
        {
            var (named, said) = code switch
            {
                "insufficient_quota" => ("invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."),
                "rate_limit_exceeded" => ("rate_limit_error", "This request would exceed your organization's rate limit of 50 requests per minute."),
                "invalid_api_key" => ("authentication_error", "invalid x-api-key"),
                "context_length_exceeded" => ("invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum"),
                _ => (type == "server_error" ? message.Contains("overloaded", StringComparison.Ordinal) ? "overloaded_error" : "api_error" : "invalid_request_error", message),
            };
            return Json(new { type = "error", error = new { type = named, message = said }, request_id = "req_loopback" });
        }

        private static string Event(string type, object properties)
        {
            var rest = Json(properties)[1..];
            return string.Create(CultureInfo.InvariantCulture, $"event: {type}\ndata: {{\"type\":\"{type}\"{(rest.Length > 1 ? "," : "")}{rest}\n\n");
        }
    }
}
