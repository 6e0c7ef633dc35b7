namespace IAfluence.Core.Accounts;

/// <summary>What an e-mail is about; a user chooses which of them to get.</summary>
public enum AlertKind
{
    /// <summary>A model has begun to fail.</summary>
    Incident,

    /// <summary>It works again.</summary>
    AllClear,

    /// <summary>A quota has reached one of its marks.</summary>
    Quota,

    /// <summary>Asked for by hand; no choice of a user's.</summary>
    Test,

    /// <summary>A visitor left an address; goes where the chatbot's form says.</summary>
    Contact,

    /// <summary>A visitor asks for a human.</summary>
    Human,
}
