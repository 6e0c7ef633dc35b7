using IAfluence.Core.Accounts;

namespace IAfluence.Web.Sessions;

/// <summary>The user as ASP.NET Core Identity handles one: something to change in place. The stored document is immutable.</summary>
public sealed class SignInUser(User document)
{
    public User Document { get; internal set; } = document;
}
