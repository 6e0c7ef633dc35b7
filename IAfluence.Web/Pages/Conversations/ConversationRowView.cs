namespace IAfluence.Web.Pages.Conversations;

/// <summary>What <c>_ConversationRow</c> renders.</summary>
public sealed record ConversationRowView(ConversationRow Row, bool NamesClient);
