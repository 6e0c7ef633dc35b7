using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>What the form of a chatbot's limits sends.</summary>
public sealed class LimitsForm
{
    public long ReadNumber { get; set; }

    public int? MessageCharacters { get; set; }

    public int? MessagesPerMinute { get; set; }

    public int? MessagesPerConversation { get; set; }

    public int? MessagesPerMinuteOfAll { get; set; }

    public static LimitsForm Of(ChatbotVersion version) => new()
    {
        ReadNumber = version.Number,
        MessageCharacters = version.Settings.Limits.MessageCharacters,
        MessagesPerMinute = version.Settings.Limits.MessagesPerMinute,
        MessagesPerConversation = version.Settings.Limits.MessagesPerConversation,
        MessagesPerMinuteOfAll = version.Settings.Limits.MessagesPerMinuteOfAll,
    };

    public ChatbotSettings ApplyTo(ChatbotSettings read) => read with
    {
        Limits = read.Limits with
        {
            MessageCharacters = MessageCharacters ?? ChatbotLimits.DefaultMessageCharacters,
            MessagesPerMinute = MessagesPerMinute,
            MessagesPerConversation = MessagesPerConversation,
            MessagesPerMinuteOfAll = MessagesPerMinuteOfAll,
        },
    };
}
