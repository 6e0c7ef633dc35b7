namespace IAfluence.Core.Accounts;

/// <summary>The subject of an e-mail alert. A user can mute each kind, except where noted.</summary>
public enum AlertKind
{
    /// <summary>A model started to fail.</summary>
    Incident,

    /// <summary>The model works again.</summary>
    AllClear,

    /// <summary>A quota reached one of its warning levels.</summary>
    Quota,

    /// <summary>A test message sent from the admin. Users cannot mute it.</summary>
    Test,

    /// <summary>A visitor left contact details. Sent to the address in the chatbot's contact form settings.</summary>
    Contact,

    /// <summary>A visitor asked for a human.</summary>
    Human,
}
