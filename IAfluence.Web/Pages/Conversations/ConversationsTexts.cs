namespace IAfluence.Web.Pages.Conversations;

/// <summary>Names the resource files of the Conversations pages.</summary>
public sealed class ConversationsTexts;
