using IAfluence.Core.Accounts;

namespace IAfluence.Web.Sessions;

/// <summary>The mutable user object for ASP.NET Core Identity; the stored document is immutable.</summary>
public sealed class SignInUser(User document)
{
    public User Document { get; internal set; } = document;
}
