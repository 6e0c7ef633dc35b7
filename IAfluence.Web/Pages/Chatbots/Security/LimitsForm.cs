using IAfluence.Core.Chatbots;

namespace IAfluence.Web.Pages.Chatbots.Security;

/// <summary>The limits form.</summary>
public sealed class LimitsForm
{
    public int? MessageCharacters { get; set; }

    public int? MessagesPerMinute { get; set; }

    public int? MessagesPerConversation { get; set; }

    public int? MessagesPerMinuteOfAll { get; set; }

    public static LimitsForm Of(ChatbotSettings settings) => new()
    {
        MessageCharacters = settings.Limits.MessageCharacters,
        MessagesPerMinute = settings.Limits.MessagesPerMinute,
        MessagesPerConversation = settings.Limits.MessagesPerConversation,
        MessagesPerMinuteOfAll = settings.Limits.MessagesPerMinuteOfAll,
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
