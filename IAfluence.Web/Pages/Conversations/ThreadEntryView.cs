using IAfluence.Core.Replies.Conversations;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>What <c>_ThreadEntry</c> renders: one entry of the page's thread.</summary>
public sealed record ThreadEntryView(ThreadEntry Entry, ThreadModel Page)
{
    /// <summary>The model's name, or its key when it is gone.</summary>
    public string NameOf(ModelId id) => Page.Thread.Models.TryGetValue(id, out var model) ? model.Name : id.Value;

    public static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
