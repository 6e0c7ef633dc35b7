using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>The model of <c>_ThreadEntry</c>.</summary>
public sealed record ThreadEntryView(ThreadEntry Entry, ThreadModel Page)
{
    /// <summary>The model's name, or its id when it was deleted.</summary>
    public string NameOf(ModelId id) => Page.Thread.Models.TryGetValue(id, out var model) ? model.Name : id.Value;

    public static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
