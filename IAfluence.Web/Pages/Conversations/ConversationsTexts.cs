namespace IAfluence.Web.Pages.Conversations;

/// <summary>Names the resource files of this room's words.</summary>
public sealed class ConversationsTexts;
