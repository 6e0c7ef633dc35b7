namespace IAfluence.Tests.Browser.Widget;

/// <summary>What the widget calls its parts on a French page.</summary>
internal static class Says
{
    public static readonly string Launcher = Text("open");
    public static readonly string Close = Text("close");
    public static readonly string Dismiss = Text("dismiss");
    public static readonly string Input = Text("message");
    public static readonly string Send = Text("send");
    public static readonly string Stop = Text("stop");
    public static readonly string Stopped = Text("stopped");
    public static readonly string Retry = Text("retry");
    public static readonly string Copy = Text("copy");
    public static readonly string Copied = Text("copied");
    public static readonly string Helpful = Text("helpful");
    public static readonly string Unhelpful = Text("unhelpful");
    public static readonly string Comment = Text("comment");
    public static readonly string Thanks = Text("thanks");
    public static readonly string Menu = Text("more");
    public static readonly string StartNew = Text("newConversation");
    public static readonly string GoBack = Text("goBack");
    public static readonly string Download = Text("download");
    public static readonly string Erase = Text("erase");
    public static readonly string EraseConfirm = Text("eraseConfirm");
    public static readonly string Erased = Text("erased");
    public static readonly string Cancel = Text("cancel");
    public static readonly string Sources = Text("sources");
    public static readonly string Agree = Text("agree");
    public static readonly string Policy = Text("policy");
    public static readonly string Handover = Text("handover");
    public static readonly string Waiting = Text("waiting");
    public static readonly string Back = Text("back");
    public static readonly string Closed = Text("closed");
    public static readonly string Contact = Text("contact");
    public static readonly string ContactSent = Text("contactSent");
    public static readonly string Name = Text("name");
    public static readonly string Email = Text("email");
    public static readonly string Phone = Text("phone");
    public static readonly string Either = Text("either");
    public static readonly string Invalid = Text("invalid");
    public static readonly string Offline = Text("offline");
    public static readonly string Network = Text("network");

    private static string Text(string key) => (string?)WidgetTexts.In("fr")[key] ?? throw new InvalidOperationException($"fr.json has no '{key}'.");
}
