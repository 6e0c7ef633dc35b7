using System.Text.Json.Serialization;

namespace IAfluence.Web.WidgetApi;

/// <summary>A visitor's message from the widget; only the text is required.</summary>
public sealed record PostMessage(string? Text, string? ConversationId, string? Page, string? Locale, string? ClientMessageId, PostIdentity? Identity, PostChallenge? Challenge);

public sealed record SourceView(string Title, string? Url);

/// <summary>The complete reply, for callers that do not request a stream.</summary>
public sealed record PostedMessage(string ConversationId, string MessageId, string VisitorToken, ReplyView Reply);

public sealed record ReplyView(
    string Id, string Text, string FinishReason, IReadOnlyList<SourceView> Sources, string? Outcome, IReadOnlyList<string> Suggestions);

/// <summary>A conversation's messages, oldest first.</summary>
public sealed record ConversationView(IReadOnlyList<MessageView> Messages, string State);

public sealed record MessageView(
    string Id, string Role, string Text, DateTimeOffset At, string? FinishReason, IReadOnlyList<SourceView> Sources, int? Rating,
    string? Outcome, IReadOnlyList<string> Suggestions);

public sealed record PostRating(int? Rating, string? Comment);

/// <summary>The data of a <c>start</c> event.</summary>
public sealed record StartData(string ConversationId, string MessageId, string VisitorToken);

/// <summary>The data of a <c>token</c> event.</summary>
public sealed record TokenData(string Text);

/// <summary>The data of a <c>done</c> event.</summary>
public sealed record DoneData(
    string MessageId, string FinishReason, IReadOnlyList<SourceView> Sources, string? Outcome, IReadOnlyList<string> Suggestions);

/// <summary>A conversation's state: a response, and the data of a <c>state</c> event.</summary>
public sealed record StateData(string State);

/// <summary>The data of a <c>typing</c> event.</summary>
public sealed record TypingData(string? Name);

/// <summary>The data of a <c>message</c> event: a human's message.</summary>
public sealed record AgentMessageView(string Id, string Role, string Text, DateTimeOffset At, string? Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(PostMessage))]
[JsonSerializable(typeof(PostRating))]
[JsonSerializable(typeof(PostConsent))]
[JsonSerializable(typeof(KnownVisitor))]
[JsonSerializable(typeof(PostContact))]
[JsonSerializable(typeof(WidgetConfiguration))]
[JsonSerializable(typeof(PostedMessage))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(StateData))]
[JsonSerializable(typeof(TypingData))]
[JsonSerializable(typeof(AgentMessageView))]
[JsonSerializable(typeof(StartData))]
[JsonSerializable(typeof(TokenData))]
[JsonSerializable(typeof(DoneData))]
internal sealed partial class WidgetJson : JsonSerializerContext;
