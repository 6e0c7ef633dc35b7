namespace IAfluence.Web.Pages.Conversations;

/// <summary>The model of <c>_ConversationRow</c>.</summary>
public sealed record ConversationRowView(ConversationRow Row, bool NamesClient);
