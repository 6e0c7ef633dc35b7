using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Handover;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Tests.Testing;

/// <summary>Contacts and waiting visitors as the widget's calls leave them.</summary>
internal static class ContactsOfATest
{
    public static async Task<Contact> HasContactAsync(this IAfluenceApp app, Conversation conversation, string name, DateTimeOffset? at = null)
    {
        var contact = new Contact
        {
            Id = NewId.Of<ContactId>(app.Time),
            ClientId = conversation.ClientId,
            ChatbotId = conversation.ChatbotId,
            VisitorId = conversation.VisitorId,
            ConversationId = conversation.Id,
            Name = name,
            Email = "anne@example.org",
            Phone = "06 12 34 56 78",
            Text = "Rappelez-moi & <merci>.",
            Locale = "fr",
            Page = "https://www.martin.example/contact",
            At = at ?? app.Time.GetUtcNow(),
            ExpiresAt = app.Time.GetUtcNow().AddDays(365),
        };
        await app.BelowHttp.Get<ClientDocuments<Contact>>().Insert(contact.ClientId, contact);
        return contact;
    }

    /// <summary>A conversation whose visitor awaits a human, gave consent, and of whom the site says something.</summary>
    public static async Task<Conversation> HasWaitingVisitorAsync(this IAfluenceApp app, Client client, string question)
    {
        var conversation = await app.HasConversationAsync(client, question);
        await app.BelowHttp.Get<ClientDocuments<Conversation>>().Modify(
            client.Id,
            conversation.Id,
            new Update<Conversation>().Set(one => one.State, ConversationState.Human).Set(one => one.HumanAskedAt, app.Time.GetUtcNow())
                .Set(one => one.ConsentVersion, "0123456789ab").Set(one => one.ConsentAt, app.Time.GetUtcNow()).Set(one => one.FactsRefused, true)
                .Set(one => one.Facts, [new VisitorFact("email", "anne@example.org", true), new VisitorFact("city", "<Lyon>", false)]));
        return conversation;
    }

    /// <returns>False when it was already deleted.</returns>
    public static Task<bool> DeleteAsync(this IAfluenceApp app, Contact contact) =>
        app.BelowHttp.Get<ContactStore>().DeleteAsync(contact.ClientId, contact.Id, default);

    /// <summary>Closes a visitor's conversation, as the team does.</summary>
    /// <returns>False when it does not wait for the team.</returns>
    public static async Task<bool> CloseHandoverAsync(this IAfluenceApp app, Visitor visitor) => await app.BelowHttp.Get<HandoverService>().EndAsync(
        (await app.MartinAsync()).Client.Id, ConversationId.From(visitor.ConversationId!), ConversationState.Closed, default);

    /// <summary>Makes a visitor's token as versions before origins were bound to it made it.</summary>
    public static string FormerTokenOf(this IAfluenceApp app, Conversation conversation) => app.BelowHttp.Get<VisitorTokens>().Make(
        new VisitorIdentity(conversation.ClientId, conversation.ChatbotId, conversation.VisitorId, conversation.Id));
}
